import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/ports.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const longestStartMs = 180_000;

/** What a school runs: `npm start` on an empty data folder, with the demo school. */
export class NpmStart {
  static readonly demoPassword = 'a password for the bench';
  private output = '';

  private constructor(
    readonly base: string,
    readonly pid: number,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString('utf8');
      });
  }

  /** Fulfils when it says that it is ready. */
  static async start(): Promise<NpmStart> {
    const folder = mkdtempSync(join(tmpdir(), 'firstbell-bench-start-'));
    chmodSync(folder, 0o711);
    const port = await freePort();
    const child = spawn('npm', ['start'], {
      // A group of its own, so that stopping is what Ctrl-C is: a signal to all of it.
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        LANG: process.env['LANG'],
        PORT: String(port),
        DATA_DIR: folder,
        FIRSTBELL_DEMO_PASSWORD: NpmStart.demoPassword,
      },
    });
    if (child.pid === undefined) throw new Error('npm could not be started.');
    const started = new NpmStart(`http://127.0.0.1:${port}`, child.pid, child, folder);
    await started.becomesReady();
    return started;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'close');
      process.kill(-this.pid, 'SIGINT');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async becomesReady(): Promise<void> {
    const end = performance.now() + longestStartMs;
    while (!this.output.includes('Firstbell is ready at')) {
      if (this.child.exitCode !== null || performance.now() > end) {
        await this.stop();
        throw new Error(`Firstbell did not become ready:\n${this.output}`);
      }
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}
