import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { KeptProcess } from '../../apps/standalone/src/kept-process.js';
import { freePort } from './ports.js';

export const kinds = ['api', 'realtime', 'worker'] as const;
export type Kind = (typeof kinds)[number];

export interface ScaledProcessesOptions {
  /** Of each kind; default 2, as in docker/compose.yaml. */
  readonly replicas?: number;
  /** The folder whose build runs; default this one. */
  readonly build?: string;
  /** Where a kind finds its database, its queues and its files, and what else it is told. */
  readonly env: (kind: Kind) => Readonly<Record<string, string>>;
  readonly onNotice?: (text: string) => void;
  /** Gets what they write, which otherwise goes to this terminal. */
  readonly onOutput?: (kind: Kind, text: string) => void;
}

interface Member {
  readonly port: number;
  readonly process: KeptProcess;
}

/** The processes of a scaled installation, each started again when it dies. Needs a build. */
export class ScaledProcesses {
  private readonly members: Record<Kind, Member[]> = { api: [], realtime: [], worker: [] };
  private joined = 0;

  private constructor(private readonly options: ScaledProcessesOptions) {}

  static async start(options: ScaledProcessesOptions): Promise<ScaledProcesses> {
    const processes = new ScaledProcesses(options);
    await Promise.all(Array.from({ length: options.replicas ?? 2 }, () => processes.join(options.build)));
    return processes;
  }

  /** One more of each kind. */
  async join(build = '.'): Promise<void> {
    this.joined += 1;
    const number = this.joined;
    const { env, onNotice = () => undefined, onOutput } = this.options;
    const joinOne = async (kind: Kind) => {
      const port = await freePort();
      const process = new KeptProcess({
        name: `${kind} ${number}`,
        script: pathToFileURL(resolve(build, `dist/apps/${kind}/src/main.js`)),
        onNotice,
        ...(onOutput === undefined ? {} : { onOutput: (text: string) => onOutput(kind, text) }),
        env: { ...plainEnvironment(), [kind === 'worker' ? 'METRICS_PORT' : 'PORT']: String(port), ...env(kind) },
      });
      await process.start(Promise.resolve());
      this.members[kind].push({ port, process });
    };
    await Promise.all(kinds.map(joinOne));
  }

  portsOf(kind: Kind): number[] {
    return this.members[kind].map(({ port }) => port);
  }

  /** Each by itself; a worker answers its metrics only. */
  basesOf(kind: Kind): string[] {
    return this.portsOf(kind).map((port) => `http://127.0.0.1:${port}`);
  }

  pidsOf(kind: Kind): number[] {
    return this.members[kind].flatMap(({ process: { pid } }) => pid ?? []);
  }

  async stop(): Promise<void> {
    await Promise.all(kinds.flatMap((kind) => this.members[kind].map(({ process }) => process.stop())));
  }
}

/** Nothing of the environment of a test but what a program needs to run. */
export const plainEnvironment = (): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  NODE_ENV: 'production',
  // Mail servers and directories of tests are on this computer.
  ALLOW_LOOPBACK: '1',
});
