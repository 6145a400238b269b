import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuMsOf } from './process-figures.js';

/** Another Node process of ours, built beside this one. */
export class BenchProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly pid: number,
  ) {}

  /** @param script from this folder in the build, such as `../../apps/api/src/main.js`. Fulfils once it says it is ready. */
  static start(script: string, env: Record<string, string>, execArgv: string[] = []): Promise<BenchProcess> {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), [], {
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
      execArgv,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return new Promise((fulfil, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        reject(new Error(`${script} ended with ${code ?? signal ?? 'nothing'}.`));
      });
      // The processes of `npm start` load first and wait to be told that the database is there.
      child.send({ type: 'go' });
      child.once('message', () => {
        if (child.pid !== undefined) fulfil(new BenchProcess(child, child.pid));
      });
    });
  }

  readonly cpuMs = (): number => cpuMsOf(this.pid);

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((fulfil) => this.child.once('exit', fulfil));
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(late);
  }
}
