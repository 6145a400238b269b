import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Sealing, type StandaloneEnv } from '@firstbell/platform';
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

/** Each holds at most one secret a school, sealed for `<school>/<table>`. */
const sealedIn = ['mail_sender', 'directory_provider', 'device_management'] as const;

/** Can what is sealed in the database be opened with the key that is here? */
export async function examineSealing(relay: Client, { SEALING_KEY, DATA_DIR }: StandaloneEnv): Promise<Finding> {
  const about = 'sealing key';
  const sealed: { secret: Buffer; subject: string }[] = [];
  for (const table of sealedIn) {
    const { rows } = await relay.query<{ school_id: string; secret_sealed: Buffer }>(
      `SELECT school_id, secret_sealed FROM ${table} WHERE secret_sealed IS NOT NULL`,
    );
    sealed.push(...rows.map((row) => ({ secret: row.secret_sealed, subject: `${row.school_id}/${table}` })));
  }
  if (sealed.length === 0) return well(about, 'nothing is sealed yet');
  const file = join(DATA_DIR, 'sealing.key');
  if (SEALING_KEY === undefined && !existsSync(file)) {
    return wrong(
      about,
      'sealing.key_missing',
      `${sealed.length} secrets are stored, and the key that opens them is not here`,
      `Set SEALING_KEY as the processes have it, or put ${file} back from your copy of the data folder.`,
    );
  }
  const sealing = new Sealing({ SEALING_KEY, DATA_DIR });
  const shut = sealed.filter(({ secret, subject }) => !opens(sealing, secret, subject));
  if (shut.length === 0) return well(about, `it opens the ${sealed.length} secrets that are stored`);
  return wrong(
    about,
    'sealing.wrong_key',
    `${shut.length} of ${sealed.length} stored secrets were sealed with another key`,
    `Put back ${SEALING_KEY === undefined ? file : 'SEALING_KEY'} as it was when they were stored, or enter the passwords of mail account and directory anew.`,
  );
}

function opens(sealing: Sealing, secret: Buffer, subject: string): boolean {
  try {
    sealing.open(secret, subject);
    return true;
  } catch {
    return false;
  }
}
