import { accessSync, constants, statfsSync } from 'node:fs';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import type { StandaloneEnv } from '@firstbell/platform';
import { diskSpace, publicAddress } from './computer.rules.js';
import { warning, well, wrong, type Finding } from './finding.js';

const patienceMs = 3_000;

export function examineDisk({ DATA_DIR }: StandaloneEnv): Finding {
  const folder = resolve(DATA_DIR);
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return diskSpace(folder, bavail * bsize);
  } catch (error) {
    return wrong(
      'data folder',
      'data.not_writable',
      `${folder} cannot be written (${error instanceof Error ? error.message : String(error)})`,
      'Run npm start once to make it, or give its owner the right to write. DATA_DIR chooses another.',
    );
  }
}

export async function examineAddress(env: StandaloneEnv): Promise<Finding> {
  const name = env.PUBLIC_URL === undefined ? undefined : new URL(env.PUBLIC_URL).hostname.replace(/^\[|\]$/g, '');
  const found = name === undefined ? [] : await lookup(name, { all: true }).catch(() => []);
  return publicAddress(
    env,
    found.map(({ address }) => address),
  );
}

/** Is it Firstbell that answers there, and can it serve? */
export async function examineServer({ HOST, PORT }: StandaloneEnv): Promise<Finding> {
  const about = 'server';
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${PORT}/health/ready`;
  if (!(await listens(host, PORT))) {
    return warning(
      about,
      'server.not_running',
      `nothing answers at ${url}`,
      'Not running? npm start. Running on another port? Give the same PORT to the doctor.',
    );
  }
  const answer = await ask(url);
  if (answer?.status === 'ok') return well(about, `ready at ${url}`);
  if (answer?.code === 'database.away')
    return wrong(about, 'server.without_database', `it runs at ${url}, but cannot reach its database`, 'See what is said of the database.');
  return wrong(
    about,
    'server.port_taken',
    `port ${PORT} is taken by another program`,
    `Stop that program, or choose another port: PORT=${PORT + 1} npm start.`,
  );
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port, timeout: patienceMs });
    const end = (is: boolean) => {
      socket.destroy();
      done(is);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}

async function ask(url: string): Promise<{ status?: unknown; code?: unknown } | undefined> {
  try {
    const told: unknown = await (await fetch(url, { signal: AbortSignal.timeout(patienceMs) })).json();
    return typeof told === 'object' && told !== null ? told : undefined;
  } catch {
    return undefined;
  }
}
