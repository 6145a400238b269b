import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './ports.js';

const main = resolve('dist/apps/standalone/src/main.js');
const readyLine = 'Firstbell is ready at';

export interface StartOptions {
  readonly demoPassword: string;
  /** More of the environment, or other values. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The whole of Firstbell as `npm start` runs it, with a database of its own in a folder that goes away with it. */
export class RunningFirstbell {
  private output = '';

  private constructor(
    readonly base: string,
    readonly pid: number,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    const listen = (chunk: Buffer): void => {
      this.output += chunk.toString('utf8');
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
  }

  /** Resolves when it is ready; needs a build. */
  static async start({ demoPassword, env = {} }: StartOptions): Promise<RunningFirstbell> {
    if (!existsSync(main)) throw new Error('Firstbell is not built yet: npm run build');
    const folder = mkdtempSync(join(tmpdir(), 'firstbell-run-'));
    const port = await freePort();
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        LANG: process.env['LANG'],
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
        PORT: String(port),
        DATA_DIR: folder,
        FIRSTBELL_DEMO_PASSWORD: demoPassword,
        ...env,
      },
    });
    if (child.pid === undefined) throw new Error('Firstbell could not be started.');
    const running = new RunningFirstbell(`http://127.0.0.1:${String(port)}`, child.pid, child, folder);
    await running.becomesReady();
    return running;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = once(this.child, 'close');
      this.child.kill('SIGINT');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async becomesReady(): Promise<void> {
    const end = performance.now() + 180_000;
    while (!this.output.includes(readyLine)) {
      if (this.child.exitCode !== null || performance.now() > end) {
        await this.stop();
        throw new Error(`Firstbell did not become ready:\n${this.output}`);
      }
      await new Promise((later) => setTimeout(later, 50));
    }
  }
}
