import { resolve } from 'node:path';
import { Client } from 'pg';
import type { StandaloneEnv } from '@firstbell/platform';
import { EmbeddedPostgres } from '../../embedded-postgres/index.js';
import { findDatabaseHome } from '../../embedded-postgres/database-home.js';
import { StartFailure } from '../../start-failure.js';
import { unreachable } from './database.rules.js';
import { warning, wrong, type Finding } from './finding.js';

export interface Looking {
  /** As the application, and as the relay, who sees every school. */
  readonly app: Client;
  readonly relay: Client;
  /** Firstbell itself may be running; its database was. */
  readonly wasRunning: boolean;
  close(): Promise<void>;
}

/** The database of this installation, running or not, as it is: nothing is made and no migration runs. Else what stands in the way. */
export async function openForLooking(env: StandaloneEnv, say: (line: string) => void): Promise<Looking | Finding> {
  try {
    if (env.DATABASE_URL !== undefined) {
      return await connectBoth(env.DATABASE_URL, env.RELAY_DATABASE_URL ?? env.DATABASE_URL, true, () => Promise.resolve());
    }
    const running = await EmbeddedPostgres.attach(env.DATA_DIR);
    if (running !== undefined) return await connectBoth(running.appUrl, running.relayUrl, true, () => Promise.resolve());
    if (findDatabaseHome(resolve(env.DATA_DIR)) === undefined) {
      return warning(
        'database',
        'database.none_yet',
        `there is none in ${resolve(env.DATA_DIR)} yet`,
        'npm start makes it. Is it elsewhere? Give the same DATA_DIR or DATABASE_URL to the doctor.',
      );
    }
    const own = await EmbeddedPostgres.start(env.DATA_DIR, { onNotice: say });
    return await connectBoth(own.appUrl, own.relayUrl, false, () => own.stop());
  } catch (error) {
    if (error instanceof StartFailure) return wrong('database', error.code, error.what, error.cure);
    throw error;
  }
}

async function connectBoth(appUrl: string, relayUrl: string, wasRunning: boolean, stop: () => Promise<void>): Promise<Looking | Finding> {
  const clients: Client[] = [];
  const close = async () => {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
    await stop();
  };
  for (const [variable, url] of [
    ['DATABASE_URL', appUrl],
    ['RELAY_DATABASE_URL', relayUrl],
  ] as const) {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 10_000,
      application_name: 'firstbell doctor',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      clients.push(client);
    } catch (error) {
      await close();
      return unreachable(variable, url, error);
    }
  }
  const [app, relay] = clients;
  if (app === undefined || relay === undefined) throw new Error('The doctor needs both connections.');
  return { app, relay, wasRunning, close };
}
