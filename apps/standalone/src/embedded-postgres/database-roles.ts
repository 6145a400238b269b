import pg from 'pg';
import { StartFailure } from '../start-failure.js';
import type { Credentials } from './credentials.js';

/** Database and roles of Firstbell; only the names are fixed, passwords are made per installation. */
export const databaseName = 'firstbell';
export const roleNames = {
  superuser: 'postgres',
  owner: 'firstbell_owner',
  app: 'firstbell_app',
  relay: 'firstbell_relay',
  queue: 'firstbell_queue',
} as const;
export type RoleKey = keyof typeof roleNames;

/** How to reach one database as one role. Loopback only, so without TLS. */
export function databaseUrl(port: number, role: RoleKey, credentials: Credentials, database: string = databaseName): string {
  return `postgres://${roleNames[role]}:${credentials[role]}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes the roles before anything else, since initdb only knows a superuser, to whom row-level security does not apply.
 * May be repeated: makes what is missing.
 */
export async function ensureRolesAndDatabase(port: number, credentials: Credentials): Promise<void> {
  await withClient(databaseUrl(port, 'superuser', credentials, 'postgres'), async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT rolname AS name FROM pg_roles UNION ALL SELECT datname FROM pg_database');
    const there = new Set(rows.map((row) => row.name));
    for (const key of ['owner', 'app', 'relay', 'queue'] as const) {
      if (!there.has(roleNames[key])) {
        await client.query(
          `CREATE ROLE ${roleNames[key]} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${client.escapeLiteral(credentials[key])}`,
        );
      }
    }
    if (!there.has(databaseName)) {
      await client.query(`CREATE DATABASE ${databaseName} OWNER ${roleNames.owner}`);
    }
    await client.query(`REVOKE ALL ON DATABASE ${databaseName} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${databaseName} TO ${roleNames.app}, ${roleNames.relay}`);
    // BullMQ makes a schema of its own, and tables for a moment; of Firstbell's tables this role sees none.
    await client.query(`GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${databaseName} TO ${roleNames.queue}`);
  });
}

/** Is the server on this port really the one of this folder? Where /proc is missing, this is what tells. */
export async function servesCluster(port: number, credentials: Credentials, cluster: string): Promise<boolean> {
  try {
    return await withClient(databaseUrl(port, 'superuser', credentials, 'postgres'), async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return rows[0]?.data_directory === cluster;
    });
  } catch {
    return false;
  }
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  // A server that dies meanwhile fails the query; without a listener it would end us.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') throw credentialsRefused();
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function credentialsRefused(): StartFailure {
  return new StartFailure(
    'postgres.credentials_refused',
    'PostgreSQL refuses the passwords in credentials.json.',
    'put credentials.json back from your copy of the data folder; it belongs to the cluster beside it.',
  );
}
