import type { Client as Postgres } from 'pg';

/** What a release relies on, by name: columns as `table.column`, functions with what they take. */
export type Schema = ReadonlyMap<string, { readonly table: string | null; readonly type: string; readonly mustBeFilled: boolean }>;

export interface SchemaBreak {
  readonly name: string;
  readonly why: 'is gone' | 'is of another type' | 'has to be filled';
}

const everything = `
  SELECT table_name || '.' || column_name AS name, table_name AS table, data_type AS type,
    is_nullable = 'NO' AND column_default IS NULL AND is_generated = 'NEVER' AND is_identity = 'NO' AS "mustBeFilled"
  FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL
  SELECT proname || '(' || pg_get_function_identity_arguments(oid) || ')', NULL, pg_get_function_result(oid), false
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace`;

export async function schemaOf(postgres: Postgres): Promise<Schema> {
  const { rows } = await postgres.query<{ name: string; table: string | null; type: string; mustBeFilled: boolean }>(everything);
  return new Map(rows.map(({ name, ...rest }) => [name, rest]));
}

/** What of `after` a release that was made for `before` trips over. */
export function breaksOf(before: Schema, after: Schema): SchemaBreak[] {
  const tables = new Set([...before.values()].map(({ table }) => table));
  const lost = [...before].flatMap(([name, { type }]): SchemaBreak[] => {
    const now = after.get(name);
    if (now === undefined) return [{ name, why: 'is gone' }];
    return now.type === type ? [] : [{ name, why: 'is of another type' }];
  });
  const required = [...after].flatMap(([name, { table, mustBeFilled }]): SchemaBreak[] =>
    mustBeFilled && tables.has(table) && before.get(name)?.mustBeFilled !== true ? [{ name, why: 'has to be filled' }] : [],
  );
  return [...lost, ...required];
}
