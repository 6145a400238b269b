import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCertificate } from './certificate.js';
import { freePort, listens } from './ports.js';

const program = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'].find((path) => existsSync(path));

/** False when there is no nginx here; then the title of a skipped test says how to get one. */
export const hasNginx = program !== undefined;
export const howToGetNginx = 'needs nginx: apt-get install nginx';

export interface TestNginx {
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Without TLS, for clients of a test that know no certificate; docker/nginx.conf has none like it. */
  readonly plainPort: number;
  readonly certificate: string;
  stop(): Promise<void>;
}

/** The ports of the processes behind the proxy. */
export interface Upstreams {
  readonly api: readonly number[];
  readonly realtime: readonly number[];
}

/** The proxy of docker/nginx.conf, word for word but for the places of its files, its ports and the addresses of the processes. */
export async function startNginx(upstreams: Upstreams): Promise<TestNginx> {
  if (program === undefined) throw new Error(`This test ${howToGetNginx}.`);
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-nginx-'));
  const [httpPort, httpsPort, plainPort] = [await freePort(), await freePort(), await freePort()];
  makeCertificate(folder);
  const config = inPlace(readFileSync('docker/nginx.conf', 'utf8'), {
    '/tmp/': `${folder}/`,
    'include mime.types': 'include /etc/nginx/mime.types',
    '/etc/nginx/tls/certificate.pem': join(folder, 'cert.pem'),
    '/etc/nginx/tls/key.pem': join(folder, 'key.pem'),
    'listen 8080': `listen 127.0.0.1:${httpPort}`,
    'listen 8443 ssl;': `listen 127.0.0.1:${httpsPort} ssl; listen 127.0.0.1:${plainPort};`,
    'resolver 127.0.0.11 valid=5s;': upstream('api', upstreams.api) + upstream('realtime', upstreams.realtime),
    'http://api:3000': 'http://api',
    'http://realtime:3000': 'http://realtime',
  });
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, config);

  const nginx = spawn(program, ['-c', file, '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  nginx.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  for (let waited = 0; !(await listens(httpsPort)); waited += 20) {
    if (nginx.exitCode !== null || waited > 10_000) throw new Error(`nginx did not start: ${said}`);
    await sleep(20);
  }
  return {
    httpPort,
    httpsPort,
    plainPort,
    certificate: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    stop: async () => {
      const ended = once(nginx, 'exit');
      nginx.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * As a name that stands for several addresses: whoever does not answer is passed over for this request, and asked again at the
 * next. Counted as failed it would get one screen a second to try, since that a socket came about is only known when it ends.
 */
const upstream = (name: string, ports: readonly number[]): string =>
  `upstream ${name} { ${ports.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join(' ')} }\n`;

function inPlace(text: string, places: Record<string, string>): string {
  return Object.entries(places).reduce((done, [from, to]) => {
    if (!done.includes(from)) throw new Error(`docker/nginx.conf has no “${from}” any more.`);
    return done.replaceAll(from, to);
  }, text);
}
