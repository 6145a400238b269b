import { escapeIdentifier, type Client } from 'pg';

export interface BackedUpTable {
  readonly name: string;
  /** Without those that PostgreSQL computes from the others. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/**
 * Every table of ours but those that mean nothing in another database: which migrations ran (the manifest says so), where
 * readers of the event log stand and of which log, and links to set up a first school.
 */
const tablesOfSchema = `
  SELECT c.relname AS name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relname NOT IN ('migrations', 'reader_cursor', 'log_epoch', 'set_up_link')
  GROUP BY c.relname ORDER BY c.relname`;

export async function backedUpTables(client: Client): Promise<BackedUpTable[]> {
  return (await client.query<BackedUpTable>(tablesOfSchema)).rows;
}

/** Names of the migrations that ran, oldest first; none in a database Firstbell has never seen. */
export async function ranMigrations(client: Client): Promise<string[]> {
  const { rows: found } = await client.query<{ is: boolean }>(`SELECT to_regclass('public.migrations') IS NOT NULL AS is`);
  if (found[0]?.is !== true) return [];
  return (await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')).rows.map(({ name }) => name);
}

/**
 * A transaction id means nothing in another cluster: events are kept under the first ordinary one of any cluster, which every
 * snapshot sees as long past.
 */
const settledXid = `'3'::xid8`;

export function copyOut({ name, columns }: BackedUpTable): string {
  const list = columns.map((column) => {
    const quoted = escapeIdentifier(column.name);
    return column.type === 'xid8' ? `${settledXid} AS ${quoted}` : quoted;
  });
  return `COPY (SELECT ${list.join(', ')} FROM ${escapeIdentifier(name)}) TO STDOUT (FORMAT csv, HEADER)`;
}

export function copyIn({ name, columns }: BackedUpTable): string {
  const list = columns.map((column) => escapeIdentifier(column.name));
  return `COPY ${escapeIdentifier(name)} (${list.join(', ')}) FROM STDIN (FORMAT csv, HEADER MATCH)`;
}
