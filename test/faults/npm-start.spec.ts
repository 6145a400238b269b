import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../support/ports.js';
import { prioritiesOf } from '../support/priorities.js';

jest.setTimeout(120_000);

/** One `npm start`, after installing and building. */
class Start {
  output = '';
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(
    dataFolder: string,
    readonly port: number,
  ) {
    this.process = spawn(process.execPath, [resolve('dist/apps/standalone/src/main.js')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: dataFolder, FIRSTBELL_DEMO_PASSWORD: 'bada-bodi-bufe' },
    });
    const listen = (chunk: Buffer) => (this.output += chunk.toString('utf8'));
    this.process.stdout?.on('data', listen);
    this.process.stderr?.on('data', listen);
    this.ended = once(this.process, 'close').then(() => this.process.exitCode);
  }

  async ready(): Promise<this> {
    await until(() => this.output.includes('Firstbell is ready at') || this.process.exitCode !== null);
    if (!this.output.includes('Firstbell is ready at')) throw new Error(this.output);
    return this;
  }

  /** Server and worker. */
  children(): number[] {
    return spawnSync('pgrep', ['-P', String(this.process.pid)], { encoding: 'utf8' })
      .stdout.trim()
      .split('\n')
      .filter(Boolean)
      .map(Number)
      .filter((pid) => /\/(server|worker)\.js/.test(readOr(`/proc/${pid}/cmdline`)));
  }

  async answers(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/health/live`).then(
      (answer) => answer.ok,
      () => false,
    );
  }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((fulfil) => setTimeout(fulfil, 50));
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const isRunning = (pid: number) => /\) [^ZX] /.test(readOr(`/proc/${pid}/stat`));

/** Processes are looked at through /proc. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('npm start', () => {
  const data = mkdtempSync(join(tmpdir(), 'firstbell-start-'));
  const postgresPid = () => Number(readOr(join(data, 'postgres', 'cluster', 'postmaster.pid')).split('\n')[0]);
  const starts: Start[] = [];
  let running: Start;
  const start = (folder: string, port: number) => {
    const begun = new Start(folder, port);
    starts.push(begun);
    return begun;
  };

  afterAll(async () => {
    starts.forEach(({ process: child }) => child.kill('SIGINT'));
    await Promise.all(starts.map(({ ended }) => ended));
    rmSync(data, { recursive: true, force: true });
  });

  it('on an empty folder says where everything is and how to sign in, and serves it', async () => {
    running = await start(data, await freePort()).ready();
    expect(running.output).toContain(`Firstbell is ready at http://127.0.0.1:${running.port}`);
    expect(running.output).toContain('coach@demo.example');
    expect(running.output).toContain('bada-bodi-bufe');
    expect(await running.answers()).toBe(true);
    expect(running.children()).toHaveLength(2);
  });

  it('lets all threads of the worker wait for the server, which answers people', () => {
    const named = (name: 'server' | 'worker') => running.children().filter((pid) => readOr(`/proc/${pid}/cmdline`).includes(`/${name}.js`));
    expect(prioritiesOf(named('server'))).toEqual([constants.priority.PRIORITY_NORMAL]);
    expect(prioritiesOf(named('worker'))).toEqual([constants.priority.PRIORITY_BELOW_NORMAL]);
  });

  it('a second time on the same folder says that it is running there already, and ends with an error', async () => {
    const second = start(data, await freePort());
    expect(await second.ended).toBe(1);
    expect(second.output).toContain(`already running on the data folder ${data} (process ${running.process.pid})`);
    expect(await running.answers()).toBe(true);
  });

  it('on a port that is taken names the port and the cure, and ends with an error', async () => {
    const other = mkdtempSync(join(tmpdir(), 'firstbell-start-'));
    const second = start(other, running.port);
    expect(await second.ended).toBe(1);
    expect(second.output).toContain(`Port ${running.port} is taken`);
    expect(second.output).toContain(`PORT=${running.port + 1} npm start`);
    rmSync(other, { recursive: true });
  });

  it('starts a server again that was killed, and goes on answering', async () => {
    const [one = 0, two = 0] = running.children();
    process.kill(one, 'SIGKILL');
    process.kill(two, 'SIGKILL');
    await until(() => running.children().length === 2 && !running.children().includes(one) && running.answers());
    expect(running.output).toContain('ended (SIGKILL); starting it again');
  });

  it('leaves no server behind when it is killed itself, and the next one goes on with the same database', async () => {
    const children = running.children();
    const postgres = postgresPid();
    running.process.kill('SIGKILL');
    await running.ended;
    await until(() => !children.some(isRunning));
    expect(isRunning(postgres)).toBe(true);
    running = await start(data, running.port).ready();
    expect(postgresPid()).toBe(postgres);
    expect(await running.answers()).toBe(true);
    expect(running.output).not.toContain('demo school is loaded');
  });

  it('stops all of it on Ctrl-C', async () => {
    const all = [...running.children(), postgresPid()];
    expect(all.filter(isRunning)).toHaveLength(3);
    running.process.kill('SIGINT');
    expect(await running.ended).toBe(0);
    expect(all.filter(isRunning)).toEqual([]);
  });
});
