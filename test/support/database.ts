import { Client } from 'pg';
import * as z from 'zod';

const urls = z.object({ ownerUrl: z.string(), appUrl: z.string(), relayUrl: z.string(), queueUrl: z.string(), superuserUrl: z.string() });

/** Addresses of one suite's own database, by role. */
export interface TestDatabase extends z.output<typeof urls> {
  readonly name: string;
  drop(): Promise<void>;
}

let made = 0;

/** A fresh, migrated database of its own for one suite: a copy of the template made at the start of the run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const started = process.env['FIRSTBELL_TEST_POSTGRES'];
  if (started === undefined) throw new Error('No PostgreSQL for tests: run Jest through `npm test` or with its global set-up.');
  const template = urls.parse(JSON.parse(started));
  made += 1;
  const name = `test_${process.pid}_${process.env['JEST_WORKER_ID'] ?? '0'}_${made}`;
  const drop = `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`;
  await asSuperuser(template.superuserUrl, [
    drop,
    `CREATE DATABASE ${name} TEMPLATE firstbell OWNER firstbell_owner`,
    // Rights on a database are not copied with it; they are those of an installation.
    `GRANT CREATE, TEMPORARY ON DATABASE ${name} TO firstbell_queue`,
    `REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`,
  ]);
  const inOwn = (url: string) => url.replace(/\/firstbell$/, `/${name}`);
  return {
    name,
    ownerUrl: inOwn(template.ownerUrl),
    appUrl: inOwn(template.appUrl),
    relayUrl: inOwn(template.relayUrl),
    queueUrl: inOwn(template.queueUrl),
    superuserUrl: template.superuserUrl.replace(/\/[^/]+$/, `/${name}`),
    drop: () => asSuperuser(template.superuserUrl, [drop]),
  };
}

async function asSuperuser(url: string, statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url.replace(/\/[^/]+$/, '/postgres') });
  await client.connect();
  try {
    // Two suites copying the template at once wait for each other: a template must have no other session.
    await client.query('SELECT pg_advisory_lock(7412)');
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
