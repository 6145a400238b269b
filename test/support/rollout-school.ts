import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rosterImport } from '@firstbell/contracts/roster';
import { Client as Database, type QueryResultRow } from 'pg';
import { v7 as uuid } from 'uuid';
import { Refused, type Client } from './client.js';
import { generateRoster } from './generate-roster.js';
import type { Installation } from './installation.js';
import type { MailServer } from './mail-server.js';
import { base, bindDn, bindPassword, type TestSlapd } from './slapd.js';

export const mailDomain = 'students.school.example';

/** A new school of a running installation with a roster, a directory and a sender, ready for a rollout. */
export async function foundRolloutSchool(
  admin: Client,
  students: number,
  {
    slapd,
    mails,
    mailsADay,
  }: { readonly slapd: Pick<TestSlapd, 'url'>; readonly mails: Pick<MailServer, 'port'>; readonly mailsADay: number },
): Promise<{ readonly schoolId: string }> {
  const { school } = await admin.call('createSchool', { name: 'Walk High', timeZone: 'America/New_York' });
  await importRoster(admin, students);
  await admin.call('saveDirectory', {
    directory: { kind: 'ldap', url: slapd.url, startTls: false, bindDn, base, domain: mailDomain },
    secret: bindPassword,
    usernameRule: '{given:1}.{family}',
    suspendAfterDays: 14,
    version: null,
  });
  await admin.call('saveMailSender', {
    preset: 'own',
    host: '127.0.0.1',
    port: mails.port,
    security: 'none',
    signIn: 'none',
    fromAddress: 'desk@school.example',
    fromName: 'Help desk',
    perMinute: 10_000,
    perDay: mailsADay,
    connections: 3,
    version: 0,
  });
  return { schoolId: school.id };
}

export async function importRoster(admin: Client, students: number): Promise<void> {
  const path = join(tmpdir(), `firstbell-rollout-${uuid()}.zip`);
  await generateRoster(path, { students });
  const response = await fetch(`${admin.base}/api/roster/imports?fileName=roster.zip`, {
    method: 'POST',
    body: await readFile(path),
    headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream' },
  });
  await rm(path);
  const { id: importId } = rosterImport.parse(await response.json());
  const is = async (state: string) => (await admin.call('rosterImport', { importId })).state === state;
  await until(() => is('ready'), 'the roster to be read');
  await admin.call('applyRosterImport', { importId });
  await until(() => is('applied'), 'the roster to be applied');
}

/** Waits for what is bound to come; a server that is just being started again is asked again. */
export async function until(isSo: () => Promise<boolean>, what: string, withinMs = 180_000): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    if (await isSo().catch(orAgain)) return;
    if (performance.now() > end) throw new Error(`Waited too long for ${what}.`);
    await sleep(100);
  }
}

function orAgain(error: unknown): boolean {
  if (error instanceof Refused && error.problem.status < 500) throw error;
  return false;
}

/** Looks into an installation's own database as its superuser, and moves time on there. A connection each, since servers are killed. */
export async function inDatabaseOf<R extends QueryResultRow>(
  { dataFolder }: Pick<Installation, 'dataFolder'>,
  sql: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  const files = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' });
  const read = (name: string) => readFileSync(join(dataFolder, files.find((file) => file.endsWith(name)) ?? name), 'utf8');
  const { superuser } = JSON.parse(read('credentials.json')) as { superuser: string };
  const port = read('postmaster.pid').split('\n')[3] ?? '';
  const database = new Database({ connectionString: `postgres://postgres:${superuser}@127.0.0.1:${port}/firstbell` });
  database.on('error', () => undefined);
  await database.connect();
  try {
    return (await database.query<R>(sql, [...values])).rows;
  } finally {
    await database.end();
  }
}
