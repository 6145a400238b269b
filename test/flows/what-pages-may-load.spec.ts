import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLoggedProcesses, type LoggedProcesses } from '../support/logged-processes.js';

/** What the build makes of the web app. */
const built = resolve('dist/web');

let firstbell: LoggedProcesses;

beforeAll(async () => {
  firstbell = await startLoggedProcesses();
}, 60_000);
afterAll(() => firstbell.stop());

/** An answer and its policy, directive by directive. */
async function answerOf(path: string): Promise<{ text: string; headers: Headers; policy: ReadonlyMap<string, readonly string[]> }> {
  const { text, headers } = await firstbell.client().send('GET', path);
  const directives = (headers.get('content-security-policy') ?? '').split('; ').map((directive) => directive.split(' '));
  return { text, headers, policy: new Map(directives.map(([name = '', ...sources]) => [name, sources])) };
}
const isNonce = (source: string): boolean => source.startsWith(`'nonce-`);
const someScript = readdirSync(join(built, 'assets')).find((file) => file.endsWith('.js')) ?? '';

describe('the policy of a page', () => {
  it('has a nonce of 128 random bits that is another in each answer, and the page says it to its styles', async () => {
    const pages = await Promise.all(['/', '/', '/kiosk', '/desk/line?x=1'].map(answerOf));
    const nonces = pages.map(({ policy }) => policy.get('style-src')?.find(isNonce)?.slice(7, -1) ?? '');
    expect(new Set(nonces).size).toBe(pages.length);
    for (const [at, { text }] of pages.entries()) {
      const nonce = nonces[at] ?? '';
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      const said = [...text.matchAll(/nonce="([^"]*)"/g)].map(([, one]) => one);
      expect([said.length > 0, new Set(said)]).toEqual([true, new Set([nonce])]);
    }
  });

  it.each(['/', '/kiosk', `/assets/${someScript}`, '/index.html', '/api/me'])(
    'of %s lets in scripts and styles of our own alone',
    async (path) => {
      const { policy } = await answerOf(path);
      expect(policy.get('script-src')).toEqual([`'self'`]);
      expect(policy.get('style-src')?.filter((source) => !isNonce(source))).toEqual([`'self'`]);
      const others = {
        'default-src': `'self'`,
        'connect-src': `'self'`,
        'object-src': `'none'`,
        'base-uri': `'none'`,
        'frame-ancestors': `'none'`,
      };
      for (const [directive, only] of Object.entries(others)) expect([directive, policy.get(directive)]).toEqual([directive, [only]]);
    },
  );

  it('sends nobody on to TLS over plain HTTP, where a school’s own network may have none', async () => {
    const { headers, policy } = await answerOf('/');
    expect([...policy.keys()]).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('lets nothing compile WebAssembly, because none is shipped: whatever brings some has to say so here', () => {
    const files = readdirSync(built, { recursive: true, encoding: 'utf8' });
    const scripts = files.filter((file) => file.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(10);
    expect(files.filter((file) => file.includes('.wasm'))).toEqual([]);
    expect(scripts.filter((file) => readFileSync(join(built, file), 'utf8').includes('WebAssembly'))).toEqual([]);
  });
});
