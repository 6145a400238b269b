import { migrateQueues, runMigrations } from '@firstbell/platform';
import { makeSetUpSecret } from './set-up-link.js';

/*
 * The one-off of a scaled installation: brings the database up to date before the processes of a release start, and
 * prints the set-up link while there is no school. May be repeated. `npm start` does the same for itself.
 */
const {
  OWNER_DATABASE_URL: ownerUrl,
  DATABASE_URL: appUrl,
  QUEUE_DATABASE_URL: queueUrl,
  PUBLIC_URL: address = 'http://localhost:3000',
} = process.env;
if (!ownerUrl || !appUrl)
  throw new Error('Set OWNER_DATABASE_URL and DATABASE_URL: the same database as its owner and as the application.');

const migrated = await runMigrations(ownerUrl);
if (queueUrl) await migrateQueues(queueUrl);
console.log(migrated.length === 0 ? 'The database is up to date.' : `Migrated: ${migrated.join(', ')}`);
const secret = await makeSetUpSecret(appUrl);
if (secret !== null) console.log(`Set up your school: ${address.replace(/(?<!\/)\/+$/, '')}/set-up?token=${secret}`);
