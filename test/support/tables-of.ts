import { Client } from 'pg';

/** Of every table, how many rows it has and a hash of all that is in them, whatever their order. */
export async function tablesOf(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    const found: Record<string, string> = {};
    for (const { name } of rows) {
      const { rows: sums } = await client.query<{ sum: string }>(
        `SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(hash, '' ORDER BY hash)), '') AS sum
         FROM (SELECT md5((to_jsonb(t) - 'xid')::text) AS hash FROM ${name} t) AS hashes`,
      );
      found[name] = sums[0]?.sum ?? '';
    }
    return found;
  } finally {
    await client.end();
  }
}
