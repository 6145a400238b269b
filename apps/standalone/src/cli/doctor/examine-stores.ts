import { existsSync } from 'node:fs';
import { keyFileIn, sealedPlaces, Sealing, type StandaloneEnv } from '@firstbell/platform';
import type { Client } from 'pg';
import { well, wrong, type Finding } from './finding.js';

export async function examineRedis({ REDIS_URL: url }: StandaloneEnv): Promise<Finding> {
  const about = 'redis';
  if (url === undefined) return well(about, 'not used; the queues are in PostgreSQL');
  const { Redis } = await import('ioredis');
  const { host } = new URL(url);
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 3_000, maxRetriesPerRequest: 0, retryStrategy: () => null });
  let said = '';
  redis.on('error', (error: Error) => (said = error.message));
  try {
    await redis.connect();
    const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1] ?? 'noeviction';
    if (policy === 'noeviction') return well(about, `it answers at ${host}`);
    return wrong(
      about,
      'redis.evicts',
      `Redis at ${host} throws away what it holds when its memory is full (maxmemory-policy ${policy})`,
      'Set maxmemory-policy noeviction in its configuration; otherwise jobs disappear until they are found again.',
    );
  } catch (error) {
    const message = said || (error instanceof Error ? error.message : String(error));
    if (/NOAUTH|WRONGPASS|AUTH/.test(message))
      return wrong(about, 'redis.wrong_password', `Redis at ${host} does not let us in (${message})`, 'Correct the password in REDIS_URL.');
    return wrong(
      about,
      'redis.unreachable',
      `Redis cannot be reached at ${host} (${message})`,
      'See whether it runs and whether a firewall is between; or correct REDIS_URL. Tickets go on meanwhile, jobs wait.',
    );
  } finally {
    redis.disconnect();
  }
}

/** Can what is sealed in the database be opened with the key that is here? */
export async function examineSealing(relay: Client, { SEALING_KEY, DATA_DIR }: StandaloneEnv): Promise<Finding> {
  const about = 'sealing key';
  const sealed: { secret: Buffer; subject: string }[] = [];
  for (const { table, column, subject } of sealedPlaces) {
    const { rows } = await relay.query<{ secret: Buffer; subject: string }>(
      `SELECT ${column} AS secret, ${subject} AS subject FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    sealed.push(...rows);
  }
  if (sealed.length === 0) return well(about, 'nothing is sealed yet');
  const file = keyFileIn(DATA_DIR);
  if (SEALING_KEY === undefined && !existsSync(file)) {
    return wrong(
      about,
      'sealing.key_missing',
      `${sealed.length} secrets are stored, and the key that opens them is not here`,
      `Set SEALING_KEY as the processes have it, or put ${file} back from your copy of the data folder.`,
    );
  }
  const sealing = new Sealing({ SEALING_KEY, DATA_DIR });
  const found = sealed.map(({ secret, subject }) => openedBy(sealing, secret, subject));
  const [shut, older] = (['none', 'an older'] as const).map((key) => found.filter((by) => by === key).length);
  if (shut === 0) {
    const others = older === 0 ? '' : `; ${older} of them with an older key (firstbell key rotate)`;
    return well(about, `it opens the ${sealed.length} secrets that are stored${others}`);
  }
  return wrong(
    about,
    'sealing.wrong_key',
    `${shut} of ${sealed.length} stored secrets were sealed with another key`,
    `Put back ${SEALING_KEY === undefined ? file : 'SEALING_KEY'} as it was when they were stored, or enter the passwords of mail account and directory anew. Whoever has a second factor is let in by npx firstbell user reset-second-factor EMAIL.`,
  );
}

function openedBy(sealing: Sealing, secret: Buffer, subject: string): 'the newest' | 'an older' | 'none' {
  try {
    return sealing.resealed(secret, subject) === undefined ? 'the newest' : 'an older';
  } catch {
    return 'none';
  }
}
