import { runMigrations } from 'bullmq';
import { Client } from 'pg';

/**
 * Makes or updates the schema `bullmq`, in which the queues live when there is no Redis. Its owner is the role of the
 * URL, which sees nothing else of the database. Two starts at once wait for each other.
 */
export async function migrateQueues(queueUrl: string): Promise<void> {
  const client = new Client({ connectionString: queueUrl, connectionTimeoutMillis: 10_000 });
  // A server that dies meanwhile fails the query; without a listener it would end us.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
