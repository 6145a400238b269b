import { pipeline } from 'node:stream/promises';
import { FirstbellError, migrateEmptyTo, runMigrations } from '@firstbell/platform';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { backedUpTables, copyIn, ranMigrations } from './backed-up-tables.js';
import { withConnection } from './backup-connection.js';
import type { BackupFile } from './backup-file.js';
import { holdBack } from './hold-back.js';

/**
 * Restores a backup into a database without data, which is first brought to the schema the backup was made of. Everything
 * is loaded and held back in one transaction; what the schema has gained since comes after it.
 * @throws FirstbellError with nothing written
 */
export async function restoreBackup(ownerUrl: string, backup: BackupFile): Promise<void> {
  await withConnection(ownerUrl, async (client) => {
    await refuseInUse(client);
    await refuseOtherThanOwner(client);
    await refuseFilled(client);
  });
  await migrateEmptyTo(ownerUrl, backup.manifest.migrations);
  await withConnection(ownerUrl, (client) => load(client, backup));
  await runMigrations(ownerUrl);
}

async function refuseOtherThanOwner(client: Client): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(`SELECT has_schema_privilege('public', 'CREATE') AS may`);
  if (rows[0]?.may === true) return;
  throw new FirstbellError(
    'restore.not_owner',
    403,
    'This role may not make tables, and only the owner of the tables can restore. Nothing was restored. Set OWNER_DATABASE_URL to the same database as firstbell_owner.',
  );
}

async function refuseInUse(client: Client): Promise<void> {
  const { rows } = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'firstbell%' LIMIT 1`,
  );
  if (rows.length === 0) return;
  throw new FirstbellError(
    'restore.in_use',
    409,
    'Firstbell is running on this database. Nothing was restored. Stop its processes (api, realtime, worker) and restore again.',
  );
}

async function refuseFilled(client: Client): Promise<void> {
  if ((await ranMigrations(client)).length === 0) return;
  for (const { name } of await backedUpTables(client)) {
    const { rows } = await client.query(`SELECT 1 FROM ${escapeIdentifier(name)} LIMIT 1`);
    if (rows.length === 0) continue;
    throw new FirstbellError(
      'restore.not_empty',
      409,
      `This database is not empty (there are rows in “${name}”), and a backup is only restored into an empty one. Nothing was restored. Give a DATA_DIR that does not exist yet, or a new database; the old one stays as it is.`,
    );
  }
}

/** Foreign keys are taken away meanwhile and added again at the end, which checks them all at once: so no order of tables matters. */
async function load(client: Client, backup: BackupFile): Promise<void> {
  await client.query('BEGIN');
  const { rows: foreignKeys } = await client.query<{ drop: string; add: string }>(foreignKeysOfSchema);
  for (const { drop } of foreignKeys) await client.query(drop);
  // Nobody else can write now; looked at again, because somebody may have since the first look.
  await refuseFilled(client);
  for (const table of await backedUpTables(client)) {
    const copy = client.query(copyFrom(copyIn(table)));
    await pipeline(await backup.rows(table.name), copy);
  }
  for (const { add } of foreignKeys) await client.query(add);
  const { rows: sequences } = await client.query<{ go_on: string }>(identitiesOfSchema);
  for (const { go_on } of sequences) await client.query(go_on);
  // Another log now: cursors and tokens of an earlier one are worthless, and so is a link to found a first school.
  await client.query('DELETE FROM reader_cursor; DELETE FROM set_up_link; UPDATE log_epoch SET epoch = gen_random_uuid()');
  await holdBack(client, backup.manifest.takenAt);
  await client.query('COMMIT');
  await client.query('ANALYZE');
}

const foreignKeysOfSchema = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;

const identitiesOfSchema = `
  SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), max(%I)) FROM %s HAVING max(%I) IS NOT NULL',
    attrelid::regclass, attname, attname, attrelid::regclass, attname) AS go_on
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
  WHERE c.relnamespace = 'public'::regnamespace AND attidentity <> ''`;
