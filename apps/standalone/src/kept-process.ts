import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { StartFailure } from './start-failure.js';
import { tellToGo } from './told-to-go.js';

export interface KeptProcessOptions {
  /** What the person at the terminal calls it. */
  name: string;
  script: URL;
  env: NodeJS.ProcessEnv;
  onNotice: (text: string) => void;
  /** Gets what it writes, which otherwise goes where this process writes. */
  onOutput?: (text: string) => void;
}

const longestStartMs = 120_000;
const longestEndMs = 20_000;
/** A process that ran this long did not fail at starting: its next failure is waited for as shortly as the first. */
const settledAfterMs = 30_000;
const longestPauseMs = 10_000;

/** A child process that is started again whenever it dies, until it is stopped. */
export class KeptProcess {
  private child: ChildProcess | undefined;
  private stopping = false;
  private pauseMs = 250;

  constructor(private readonly options: KeptProcessOptions) {}

  /**
   * Loads the program at once and lets it go to work when `mayGo` is fulfilled: loading takes longer than anything else.
   * Resolves when the child says that it is ready. @throws StartFailure when this first start fails
   */
  async start(mayGo: Promise<unknown>): Promise<void> {
    if (await this.launch(mayGo)) return;
    throw new StartFailure(
      'start.process_failed',
      `The ${this.options.name} process could not start.`,
      'read what it wrote above; "npx firstbell doctor" looks for causes.',
    );
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** In good order; what does not end is killed. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    const killer = setTimeout(() => child.kill('SIGKILL'), longestEndMs);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(killer);
  }

  /** For somebody who does not want to wait. */
  kill(): void {
    this.stopping = true;
    this.child?.kill('SIGKILL');
  }

  private async launch(mayGo: Promise<unknown>): Promise<boolean> {
    const { script, env, onOutput } = this.options;
    const writesTo = onOutput === undefined ? 'inherit' : 'pipe';
    const child = fork(script, { env, stdio: ['ignore', writesTo, writesTo, 'ipc'] });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
    this.child = child;
    const began = performance.now();
    const becomesReady = isReady(child);
    const ready = await mayGo.then(() => {
      tellToGo(child);
      return becomesReady;
    });
    if (ready) child.once('exit', (code, signal) => void this.startAgain(`${signal ?? `code ${code}`}`, performance.now() - began));
    else if (!hasEnded(child)) child.kill('SIGKILL');
    return ready;
  }

  private async startAgain(reason: string, ranMs: number): Promise<void> {
    if (ranMs > settledAfterMs) this.pauseMs = 250;
    if (!this.stopping) this.options.onNotice(`The ${this.options.name} process ended (${reason}); starting it again.`);
    while (!this.stopping) {
      await new Promise((resolve) => setTimeout(resolve, this.pauseMs));
      this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
      if (this.stopping) return;
      if (await this.launch(Promise.resolve())) return this.options.onNotice(`The ${this.options.name} process is running again.`);
    }
  }
}

function isReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), longestStartMs);
    const settle = (ready: boolean) => {
      clearTimeout(timer);
      resolve(ready);
    };
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready') settle(true);
    });
    child.once('error', () => settle(false));
    child.once('exit', () => settle(false));
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
