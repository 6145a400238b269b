import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../start-failure.js';
import { messageOf } from './system-error.js';

/** Passwords of the database's roles. The server listens on the loopback only, but other people may have accounts here. */
const credentialsSchema = z.object({
  superuser: z.string().min(1),
  owner: z.string().min(1),
  app: z.string().min(1),
  relay: z.string().min(1),
  queue: z.string().min(1),
});
export type Credentials = z.infer<typeof credentialsSchema>;

const fileName = 'credentials.json';

export function newCredentials(): Credentials {
  // base64url needs no escaping in a URL or in SQL.
  const password = () => randomBytes(24).toString('base64url');
  return { superuser: password(), owner: password(), app: password(), relay: password(), queue: password() };
}

/** Readable by their owner only; complete or absent, never half written. */
export function saveCredentials(home: string, credentials: Credentials): void {
  const path = join(home, fileName);
  const temporary = `${path}.new`;
  try {
    const file = openSync(temporary, 'w', 0o600);
    try {
      writeSync(file, JSON.stringify(credentials, null, 2));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** @throws StartFailure `postgres.credentials_missing` */
export function readCredentials(home: string): Credentials {
  const path = join(home, fileName);
  try {
    return credentialsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new StartFailure(
      'postgres.credentials_missing',
      `The database in ${home} is there, but its passwords in ${path} cannot be read (${messageOf(error)}).`,
      `start as the user who started Firstbell before, or put ${fileName} back from your copy of the data folder.`,
    );
  }
}
