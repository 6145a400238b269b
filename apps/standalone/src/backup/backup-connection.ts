import { Client } from 'pg';

/*
 * As text that the other side reads the same way, whatever the database or role is set to; a large table takes its time.
 * A role that would see the rows of one school only, or of none, is refused by PostgreSQL instead of leaving them out.
 */
const options = '-c datestyle=ISO -c intervalstyle=iso_8601 -c timezone=UTC -c bytea_output=hex -c statement_timeout=0 -c row_security=off';

/** A connection of its own for a backup or a restore. */
export async function withConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, options, application_name: 'backup', connectionTimeoutMillis: 10_000 });
  // A connection that is lost fails the statement that runs; without a listener it would end us.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
