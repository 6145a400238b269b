import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const script = (name: string) => pathToFileURL(resolve('scripts', name)).href;
const node = (program: string) => ['--input-type=module', '--eval', program];

describe('two starts at once', () => {
  let folder: string;
  let lock: string;
  let log: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'firstbell-scripts-'));
    lock = join(folder, 'deep', 'start.lock');
    log = join(folder, 'log');
  });
  beforeEach(() => writeFileSync(log, ''));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Works under the lock until the log has this line, writing down when it begins and ends. */
  const work = (name: string, untilLine = '') => `
    import { withLock } from '${script('start-lock.mjs')}';
    import { appendFileSync, readFileSync } from 'node:fs';
    const note = (text) => appendFileSync(${JSON.stringify(log)}, text + '\\n');
    await withLock(${JSON.stringify(lock)}, () => note('${name} waits'), async () => {
      note('${name} begins');
      while (!readFileSync(${JSON.stringify(log)}, 'utf8').includes('${untilLine}')) await new Promise((resolve) => setTimeout(resolve, 20));
      note('${name} ends');
    });`;
  const lines = () => readFileSync(log, 'utf8').trim().split('\n');
  const begun = async () => {
    while (!lines().some((line) => line.endsWith('begins'))) await new Promise((fulfil) => setTimeout(fulfil, 20));
  };

  it('do not install at the same time: the later one waits and says so', async () => {
    const first = spawn(process.execPath, node(work('first', 'second waits')), { stdio: 'inherit' });
    const firstEnds = once(first, 'exit');
    await begun();
    const second = spawn(process.execPath, node(work('second')), { stdio: 'inherit' });
    await Promise.all([firstEnds, once(second, 'exit')]);
    expect(lines()).toEqual(['first begins', 'second waits', 'first ends', 'second begins', 'second ends']);
  });

  it('are not held up by one that was killed', async () => {
    const killed = spawn(process.execPath, node(work('killed', 'never')), { stdio: 'inherit' });
    const ended = once(killed, 'exit');
    await begun();
    killed.kill('SIGKILL');
    await ended;
    expect(spawnSync(process.execPath, node(work('next'))).status).toBe(0);
    expect(lines()).toEqual(['killed begins', 'next begins', 'next ends']);
  });
});

describe('the packages', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'firstbell-packages-'));
    mkdirSync(join(root, 'node_modules'));
    write('package.json', { dependencies: { pg: '8.0.0' }, devDependencies: { jest: '30.0.0' } });
    write('package-lock.json', {
      packages: {
        '': { dependencies: { pg: '8.0.0' }, devDependencies: { jest: '30.0.0' } },
        'node_modules/pg': { version: '8.0.0' },
        'node_modules/jest': { version: '30.0.0', dev: true },
        'node_modules/for-another-system': { version: '1.0.0', optional: true },
      },
    });
    present({ pg: '8.0.0', jest: '30.0.0' });
  });
  const write = (path: string, content: object) => writeFileSync(join(root, path), JSON.stringify(content));
  const present = (versions: Record<string, string>) =>
    write('node_modules/.package-lock.json', {
      packages: Object.fromEntries(Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }])),
    });
  const installed = (): unknown => {
    const program = `import { isInstalled } from '${script('install-packages.mjs')}'; console.log(isInstalled(${JSON.stringify(root)}))`;
    return JSON.parse(spawnSync(process.execPath, node(program), { encoding: 'utf8' }).stdout);
  };

  it('are there when npm has installed all that the lock file names for this system', () => {
    expect(installed()).toBe(true);
  });

  it('are not there on a fresh clone', () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(installed()).toBe(false);
  });

  it('are not there when the ones for development were left out', () => {
    present({ pg: '8.0.0' });
    expect(installed()).toBe(false);
  });

  it('are not there when an update asks for another version', () => {
    present({ pg: '7.0.0', jest: '30.0.0' });
    expect(installed()).toBe(false);
  });

  it('are not there when package.json was changed', () => {
    write('package.json', { dependencies: { pg: '8.0.0', luxon: '3.0.0' }, devDependencies: { jest: '30.0.0' } });
    expect(installed()).toBe(false);
  });
});
