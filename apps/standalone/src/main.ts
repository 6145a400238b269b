import { mkdirSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
// Not through the index: this process only watches the others, and the whole platform would double its memory.
import { environmentWith, loadStandaloneEnv, type StandaloneEnv } from '../../../libs/platform/src/standalone-env.js';
import { prepareDatabase } from './database-preparation.js';
import { startDatabase, type StartedDatabase } from './database.js';
import { DemoPassword } from './demo-password.js';
import { KeptProcess } from './kept-process.js';
import { requireFreePort } from './listening-port.js';
import { readyMessage, type ReadyFacts } from './ready-message.rules.js';
import { StopOnSignal } from './stop-on-signal.js';

const say = (text: string) => console.log(text);
const stop = new StopOnSignal();

try {
  say(`\n${readyMessage(await stop.during(start()))}\n`);
} catch (error) {
  if (!stop.requested) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  await stop.now(1);
}

async function start(): Promise<ReadyFacts> {
  const env = readSettings();
  const database = await openDatabase(env);
  stop.goOn();
  await requireFreePort(env.PORT, env.HOST);
  const preparing = bringUpToDate(env, database);
  await startProcesses(env, database, preparing);
  return { env, networkAddresses: networkAddresses(), demoPassword: demoPasswordOf(env), setUpSecret: (await preparing).setUpSecret };
}

function readSettings(): StandaloneEnv {
  const env = loadStandaloneEnv();
  const DATA_DIR = resolve(env.DATA_DIR);
  mkdirSync(DATA_DIR, { recursive: true });
  return { ...env, DATA_DIR };
}

async function openDatabase(env: StandaloneEnv): Promise<StartedDatabase> {
  if (env.DATABASE_URL === undefined) say('Starting the database …');
  const database = await startDatabase(env, say);
  stop.last(() => database.stop());
  return database;
}

async function bringUpToDate(env: StandaloneEnv, database: StartedDatabase) {
  const prepared = await prepareDatabase(environmentOf(env, database));
  if (prepared.demoLoaded) say('The demo school is loaded.');
  return prepared;
}

/** Jobs have a process of their own, so that they never slow a click; both end when this one does. They load while the database is prepared. */
async function startProcesses(env: StandaloneEnv, database: StartedDatabase, prepared: Promise<unknown>): Promise<void> {
  const keep = (name: string, script: string) => {
    const kept = new KeptProcess({ name, script: new URL(script, import.meta.url), env: environmentOf(env, database), onNotice: say });
    stop.first(
      () => kept.stop(),
      () => kept.kill(),
    );
    return kept.start(prepared);
  };
  await Promise.all([keep('server', './server.js'), keep('worker', './worker.js')]);
}

function environmentOf(env: StandaloneEnv, { ownerUrl, appUrl, relayUrl, queueUrl }: StartedDatabase): NodeJS.ProcessEnv {
  return environmentWith({
    OWNER_DATABASE_URL: ownerUrl,
    DATABASE_URL: appUrl,
    RELAY_DATABASE_URL: relayUrl,
    QUEUE_DATABASE_URL: queueUrl,
    HOST: env.HOST,
    PORT: String(env.PORT),
    DATA_DIR: env.DATA_DIR,
    LOG_FORMAT: env.LOG_FORMAT,
  });
}

function demoPasswordOf(env: StandaloneEnv): string | undefined {
  return env.FIRSTBELL_DEMO ? new DemoPassword(env.DATA_DIR).kept() : undefined;
}

function networkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}
