import { Client as Postgres } from 'pg';
import { runCommand } from '../../apps/standalone/src/cli/run-command.js';
import { createTestDatabase } from './database.js';
import { TestFolder } from './zip-of.js';

/** `firstbell …` as somebody types it: what it ended with, what it wrote, and what it said beside. */
export async function firstbell(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  let [out, said] = ['', ''];
  const code = await runCommand({ args, write: (text) => (out += text), say: (line) => (said += `${line}\n`) });
  return { code, out, said };
}

/** An installation without a school. The commands of this process find it until it is stopped. */
export interface EmptyInstallation {
  readonly folder: TestFolder;
  readonly client: Postgres;
  stop(): Promise<void>;
}

export async function emptyInstallation(): Promise<EmptyInstallation> {
  const before = { ...process.env };
  const [database, folder] = [await createTestDatabase(), await TestFolder.create()];
  const client = new Postgres({ connectionString: database.ownerUrl });
  await client.connect();
  process.env['DATABASE_URL'] = database.appUrl;
  process.env['DATA_DIR'] = folder.path;
  return {
    folder,
    client,
    stop: async () => {
      await client.end();
      await database.drop();
      await folder.remove();
      process.env = before;
    },
  };
}
