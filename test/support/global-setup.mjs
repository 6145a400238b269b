import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * One real PostgreSQL for the whole run, migrated once; each suite gets a copy of it (`createTestDatabase`).
 * Reads the built code, because Jest does not map module names here: `npm test` builds first.
 */
export default async function globalSetup() {
  const { EmbeddedPostgres } = await import('../../dist/apps/standalone/src/embedded-postgres/index.js');
  const { runMigrations } = await import('../../dist/libs/platform/src/database/data-source.js');
  const { migrateQueues } = await import('../../dist/libs/platform/src/queues/migrate-queues.js');
  globalThis.firstbellTestFolder = mkdtempSync(join(tmpdir(), 'firstbell-test-'));
  const postgres = await EmbeddedPostgres.start(globalThis.firstbellTestFolder, { durability: 'throwaway' });
  await runMigrations(postgres.ownerUrl);
  await migrateQueues(postgres.queueUrl);
  const { ownerUrl, appUrl, relayUrl, queueUrl, superuserUrl } = postgres;
  process.env.FIRSTBELL_TEST_POSTGRES = JSON.stringify({ ownerUrl, appUrl, relayUrl, queueUrl, superuserUrl });
  globalThis.firstbellTestPostgres = postgres;
}
