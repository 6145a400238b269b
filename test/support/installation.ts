import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from './client.js';
import { demoPassword as password } from './demo-password.js';
import { freePort } from './ports.js';

const main = resolve('dist/apps/standalone/src/main.js');

/** What `npm start` starts, on a data folder and port of its own. */
export interface Installation {
  readonly base: string;
  readonly dataFolder: string;
  /** Process ids of the children whose command line holds `part`, for instance `server.js`. */
  childrenOf(part: string): number[];
  client(): Client;
  signedIn(name: string): Promise<Client>;
  stop(): Promise<void>;
}

/** Resolves when it says that it is ready. `inFolder`: where its data folder is made; `env`: more of the environment. */
export async function startInstallation(inFolder = tmpdir(), env: Readonly<Record<string, string>> = {}): Promise<Installation> {
  const dataFolder = mkdtempSync(join(inFolder, 'firstbell-installation-'));
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: {
      LOG_LEVEL: 'silent',
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataFolder,
      FIRSTBELL_DEMO_PASSWORD: password,
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await saidReady(child);
  const base = `http://127.0.0.1:${port}`;
  const client = () => new Client(base);
  return {
    base,
    dataFolder,
    childrenOf: (part) =>
      processes()
        .filter(({ parent, command }) => parent === child.pid && command.includes(part))
        .map(({ pid }) => pid),
    client,
    signedIn: async (name) => {
      const one = client();
      await one.call('signIn', { email: `${name}@demo.example`, password });
      return one;
    },
    stop: async () => {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGINT');
      await gone;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function saidReady(child: ChildProcess): Promise<void> {
  return new Promise((done, failed) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('Firstbell is ready')) done();
    });
    child.once('exit', (code) => {
      failed(new Error(`Firstbell ended with ${code} instead of getting ready:\n${said}`));
    });
  });
}

/** Linux only: what /proc tells. */
export function processes(): { pid: number; parent: number; command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return [{ pid: Number(name), parent, command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      return []; // ended meanwhile
    }
  });
}

/** The PostgreSQL server of an installation, from the first line of its postmaster.pid. */
export function postmasterOf(dataFolder: string): number {
  const file = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('postmaster.pid'));
  if (file === undefined) throw new Error(`No running PostgreSQL below ${dataFolder}.`);
  return Number(readFileSync(join(dataFolder, file), 'utf8').split('\n')[0]);
}
