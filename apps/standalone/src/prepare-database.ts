import pg from 'pg';
import { migrateQueues } from '../../../libs/platform/src/queues/migrate-queues.js';
import { runMigrations } from '../../../libs/platform/src/database/data-source.js';
import { loadStandaloneEnv } from '../../../libs/platform/src/standalone-env.js';
import { DemoPassword } from './demo-password.js';
import type { PreparedDatabase } from './prepared-database.js';

/*
 * A process of its own, ended when its work is done, so that what it needs (TypeORM, the demo school) does not stay
 * in the memory of the one that watches the others. Most starts find everything done: the platform's index and the
 * features, which take the longest to load, are loaded only when there is something to do.
 */
const { OWNER_DATABASE_URL: ownerUrl, DATABASE_URL: appUrl, QUEUE_DATABASE_URL: queueUrl, ...env } = loadStandaloneEnv();
if (!ownerUrl || !appUrl || !queueUrl) throw new Error('prepare-database is started by npm start, with the addresses of the database.');

// Queues on Redis need nothing of the database.
const [migrated] = await Promise.all([runMigrations(ownerUrl), env.REDIS_URL === undefined ? migrateQueues(queueUrl) : undefined]);
const isEmpty = !(await hasSchool(ownerUrl));
const demoLoaded = env.FIRSTBELL_DEMO && (await prepareDemo(appUrl));
const setUpSecret = isEmpty && !env.FIRSTBELL_DEMO ? await makeSetUpSecret(appUrl) : null;
const prepared: PreparedDatabase = { type: 'prepared', migrated, demoLoaded, setUpSecret };
process.send?.(prepared);
process.disconnect();

/** Loads the demo school into an empty database; a password given later replaces the one of an earlier start. */
async function prepareDemo(url: string): Promise<boolean> {
  const password = new DemoPassword(env.DATA_DIR);
  const kept = password.kept();
  const given = env.FIRSTBELL_DEMO_PASSWORD;
  const isNew = given !== undefined && kept !== undefined && given !== kept;
  if (!isEmpty && !isNew) return false;
  const wanted = given ?? kept ?? DemoPassword.make();
  const { loadDemoSchool, setDemoPassword } = await import('./demo/load-demo-school.js');
  const loaded = await loadDemoSchool(url, wanted, () => password.keep(wanted));
  if (!loaded && isNew) await setDemoPassword(url, wanted);
  if (isNew) password.keep(wanted);
  return loaded;
}

async function makeSetUpSecret(url: string): Promise<string | null> {
  const setUpLink = await import('./set-up-link.js');
  return setUpLink.makeSetUpSecret(url);
}

async function hasSchool(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT 1 FROM school LIMIT 1');
    return rows.length > 0;
  } finally {
    await client.end();
  }
}
