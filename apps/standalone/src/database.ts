import type { StandaloneEnv } from '@firstbell/platform';
import { EmbeddedPostgres } from './embedded-postgres/index.js';

/** The database that one start works on: the embedded one, or one that was given. */
export interface StartedDatabase {
  ownerUrl: string;
  appUrl: string;
  relayUrl: string;
  queueUrl: string;
  stop(): Promise<void>;
}

/** @throws StartFailure */
export async function startDatabase(env: StandaloneEnv, onNotice: (text: string) => void): Promise<StartedDatabase> {
  const appUrl = env.DATABASE_URL;
  if (appUrl === undefined) return EmbeddedPostgres.start(env.DATA_DIR, { onNotice });
  return {
    appUrl,
    ownerUrl: env.OWNER_DATABASE_URL ?? appUrl,
    relayUrl: env.RELAY_DATABASE_URL ?? appUrl,
    queueUrl: env.QUEUE_DATABASE_URL ?? appUrl,
    // It was running before us and goes on running.
    stop: () => Promise.resolve(),
  };
}

/** The same without the need to be the only one: the database of a Firstbell running on this data folder is used as well. */
export async function reachDatabase(env: StandaloneEnv, onNotice: (text: string) => void): Promise<StartedDatabase> {
  const running = env.DATABASE_URL === undefined ? await EmbeddedPostgres.attach(env.DATA_DIR) : undefined;
  return running === undefined ? startDatabase(env, onNotice) : { ...running, stop: () => Promise.resolve() };
}
