import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScaledProcesses, type Kind } from './scaled-processes.js';
import { demoSchoolDatabase, reached, type TestServer } from './server.js';

/** A JSON line of a log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** One of each process of a scaled installation, spoken to past any proxy, with the queues in PostgreSQL and all they wrote. */
export interface LoggedProcesses extends Omit<TestServer, 'parts'> {
  /** Where each is spoken to; the worker for its metrics only. */
  readonly at: Readonly<Record<Kind, string>>;
  /** Everything written until now, by one or by all. */
  output(kind?: Kind): string;
  /** The same line by line; fails when one is not JSON. */
  lines(kind?: Kind): LogLine[];
  metrics(kind: Kind, headers?: Record<string, string>): Promise<string>;
}

export async function startLoggedProcesses(env: Readonly<Record<string, string>> = {}): Promise<LoggedProcesses> {
  const database = await demoSchoolDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-scaled-'));
  const written: { kind: Kind; text: string }[] = [];
  const output = (kind?: Kind) => written.flatMap((one) => (kind === undefined || kind === one.kind ? one.text : [])).join('');
  const processes = await ScaledProcesses.start({
    replicas: 1,
    env: () => ({
      DATABASE_URL: database.appUrl,
      RELAY_DATABASE_URL: database.relayUrl,
      QUEUE_DATABASE_URL: database.queueUrl,
      DATA_DIR: folder,
      ...env,
    }),
    onOutput: (kind, text) => written.push({ kind, text }),
  }).catch((error: unknown) => {
    throw new Error(output(), { cause: error });
  });
  const baseOf = (kind: Kind) => processes.basesOf(kind)[0] ?? '';
  const at = { api: baseOf('api'), realtime: baseOf('realtime'), worker: baseOf('worker') };
  return {
    ...reached(at.api, database),
    at,
    output,
    lines: (kind) =>
      output(kind)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LogLine),
    metrics: async (kind, headers = {}) => (await fetch(`${at[kind]}/metrics`, { headers })).text(),
    stop: async () => {
      await processes.stop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
