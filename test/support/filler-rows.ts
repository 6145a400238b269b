import type { Client } from 'pg';

/** By its type, something to put into a column that must not be empty. */
const fillers: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: 'gen_random_uuid()::text',
  'text[]': `'{}'`,
  integer: '1',
  bigint: '1',
  boolean: 'false',
  'timestamp with time zone': 'now()',
  date: 'current_date',
  'time without time zone': 'localtime',
  jsonb: `'{}'`,
  bytea: 'uuid_send(gen_random_uuid())',
};

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** Statements that add to a table one row of a school, whatever it means. */
export class FillerRows {
  private constructor(private readonly needed: readonly Column[]) {}

  /** For a database of a test's own: what rows have to mean, and to which others they refer, is not looked at any more. */
  static async in(owner: Client): Promise<FillerRows> {
    const { rows: rules } = await owner.query<{ table: string; name: string }>(
      `SELECT conrelid::regclass::text AS "table", conname AS name FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f') AND conrelid <> 0`,
    );
    for (const { table, name } of rules) await owner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    const { rows: needed } = await owner.query<Column>(
      `SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = ''`,
    );
    return new FillerRows(needed);
  }

  insert(table: string, schoolId: string): string {
    const columns = this.needed.filter((column) => column.table === table);
    const values = columns.map(({ name, type }) => {
      const value = name === (table === 'school' ? 'id' : 'school_id') ? `'${schoolId}'` : fillers[type];
      if (value === undefined) throw new Error(`There is nothing to fill ${table}.${name} with, which is ${type}.`);
      return value;
    });
    return `INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')}) VALUES (${values.join(', ')})`;
  }
}
