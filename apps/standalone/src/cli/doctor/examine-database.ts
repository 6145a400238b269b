import { migrations } from '@firstbell/platform';
import type { Client } from 'pg';
import { clocks } from './computer.rules.js';
import { tooOld } from './database.rules.js';
import { warning, well, wrong, type Finding } from './finding.js';

/** Looks at the database itself, connected as the application. */
export async function examineDatabase(app: Client): Promise<Finding[]> {
  const { rows } = await app.query<{ version: string; now: Date }>(
    `SELECT current_setting('server_version_num') AS version, clock_timestamp() AS now`,
  );
  const [row] = rows;
  const old = tooOld(Number(row?.version));
  if (old !== undefined || row === undefined) return old === undefined ? [] : [old];
  return [well('database', 'it answers'), clocks(row.now, new Date(Date.now())), await role(app), await schema(app)];
}

/** Whoever is above row-level security sees every school, whatever the code asks for. */
async function role(app: Client): Promise<Finding> {
  const about = 'database role';
  const { rows } = await app.query<{ name: string; rolsuper: boolean; rolbypassrls: boolean; owns: boolean }>(
    `SELECT rolname AS name, rolsuper, rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class WHERE relname = 'ticket' AND relnamespace = 'public'::regnamespace AND relowner = r.oid) AS owns
     FROM pg_roles r WHERE rolname = current_user`,
  );
  const [row] = rows;
  if (row === undefined) return well(about, 'unknown');
  const cure = 'Give DATABASE_URL a role that is neither (docker/roles.sh makes firstbell_app), and the owner to OWNER_DATABASE_URL.';
  if (row.rolsuper || row.rolbypassrls) {
    const why = row.rolsuper ? 'is a superuser' : 'bypasses row security';
    return wrong(about, 'database.role_too_mighty', `${row.name} ${why}, so nothing keeps the schools apart if the code errs`, cure);
  }
  if (row.owns) return warning(about, 'database.role_owns_tables', `${row.name} owns the tables, so row security does not bind it`, cure);
  return well(about, `${row.name} has no more rights than it needs`);
}

async function schema(app: Client): Promise<Finding> {
  const about = 'schema';
  const known = migrations.map(({ name }) => name);
  const ran = await app.query<{ name: string }>('SELECT name FROM migrations').then(
    ({ rows }) => rows.map(({ name }) => name),
    (): string[] => [], // no such table: nothing ran yet
  );
  const newer = ran.filter((name) => !known.includes(name));
  if (newer.length > 0) {
    return wrong(
      about,
      'database.newer_than_code',
      `the database is of a newer Firstbell (${newer.join(', ')} are not known here)`,
      'Start that newer release; or restore a backup of before it.',
    );
  }
  const missing = known.filter((name) => !ran.includes(name));
  if (missing.length === 0) return well(about, 'up to date');
  return wrong(
    about,
    'database.migrations_missing',
    `${missing.length} migrations have not run (${missing.join(', ')})`,
    'Start Firstbell with npm start: it runs them. A scaled installation: node dist/apps/standalone/src/migrate.js.',
  );
}
