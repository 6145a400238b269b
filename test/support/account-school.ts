import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DirectoryConfig } from '@firstbell/contracts/directory';
import { jobs } from '@firstbell/contracts/jobs';
import { Database, loadEnv, PlatformModule, Sealing, type PersonActor } from '@firstbell/platform';
import {
  AccountsOfPeople,
  Credentials,
  DirectoryModule,
  DirectorySettingsService,
  NewPasswordsService,
  ProvisionWork,
  SlipsService,
  SuspendWork,
} from '@firstbell/directory';
import { Pool } from 'pg';
import { CloudClients } from '../../libs/directory/src/providers/cloud-clients.js';
import { OpenDirectories, secretSubject } from '../../libs/directory/src/providers/open-directories.js';
import { v7 as uuid } from 'uuid';
import { createTestDatabase } from './database.js';

export interface AccountRowSeen {
  id: string;
  person_id: string;
  state: string;
  username: string | null;
  address: string | null;
  external_id: string | null;
  adopted: boolean;
  reason_code: string | null;
  reason: string | null;
}

/** Students with accounts to be made, and the worker's part of it without its queue. */
export interface AccountSchool {
  readonly actor: PersonActor;
  readonly database: Database;
  readonly credentials: Credentials;
  readonly accounts: AccountsOfPeople;
  readonly provision: ProvisionWork;
  /** Where Google and Microsoft are reached; a test puts its own there. */
  readonly clouds: CloudClients;
  readonly directories: OpenDirectories;
  readonly settings: DirectorySettingsService;
  /** The secret of this school's directory, as it is kept. */
  sealed(secret: string): Buffer;
  readonly suspend: SuspendWork;
  readonly newPasswords: NewPasswordsService;
  readonly slips: SlipsService;
  /** Another school of the same installation, with the directory given. */
  open(config: DirectoryConfig, secret?: string): Promise<void>;
  /** Students whose school ids are `s-<number>`; answers their ids. */
  students(names: readonly string[], firstNumber?: number): Promise<string[]>;
  want(personIds: readonly string[], planId?: string): Promise<void>;
  /** What the catalogue finds due now, as the worker would. */
  due(name: 'account.provision' | 'account.suspend'): Promise<string[]>;
  /** Every due job, so many at once, until nothing is due. */
  run(name?: 'account.provision' | 'account.suspend', atOnce?: number): Promise<void>;
  rows(): Promise<AccountRowSeen[]>;
  row(personId: string): Promise<AccountRowSeen>;
  passwordOf(personId: string): Promise<string | null>;
  sql<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>;
  stop(): Promise<void>;
}

export async function openAccountSchool(): Promise<AccountSchool> {
  const own = await createTestDatabase();
  const folder = join(tmpdir(), `firstbell-accounts-${own.name}`);
  const env = loadEnv({ DATABASE_URL: own.appUrl, RELAY_DATABASE_URL: own.relayUrl, DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const app: INestApplicationContext = await NestFactory.createApplicationContext(
    { module: AccountSchoolModule, imports: [PlatformModule.forRoot(env), DirectoryModule] },
    { logger: false, abortOnError: false },
  );
  const relay = new Pool({ connectionString: own.relayUrl, max: 2 });
  const database = app.get(Database);
  let actor = actorOf(uuid());
  const handlers = { 'account.provision': app.get(ProvisionWork), 'account.suspend': app.get(SuspendWork) };

  const due: AccountSchool['due'] = async (name) => {
    const { rows } = await relay.query<{ subject_id: string }>(`SELECT subject_id FROM (${jobs[name].due}) AS d WHERE school_id = $1`, [
      actor.schoolId,
    ]);
    return rows.map(({ subject_id }) => subject_id);
  };
  const sql = async <R extends object>(text: string, values: readonly unknown[] = [actor.schoolId]): Promise<R[]> =>
    database.transaction(actor.schoolId, (tx) => tx.rows<R & Record<string, unknown>>(text, values));
  const rows = () =>
    sql<AccountRowSeen>(
      `SELECT a.id, a.person_id, a.state, a.username, a.address, a.external_id, a.adopted, a.reason_code, a.reason FROM directory_account a
       JOIN person p ON p.school_id = a.school_id AND p.id = a.person_id WHERE a.school_id = $1 ORDER BY p.source_id`,
    );
  const credentials = app.get(Credentials);
  return {
    get actor() {
      return actor;
    },
    database,
    credentials,
    accounts: app.get(AccountsOfPeople),
    clouds: app.get(CloudClients, { strict: false }),
    directories: app.get(OpenDirectories, { strict: false }),
    settings: app.get(DirectorySettingsService),
    sealed: (secret) => app.get(Sealing).seal(secret, secretSubject(actor.schoolId)),
    provision: handlers['account.provision'],
    suspend: handlers['account.suspend'],
    newPasswords: app.get(NewPasswordsService),
    slips: app.get(SlipsService),
    open: async (config, secret = '') => {
      actor = actorOf(uuid());
      await sql(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Juniper Valley', 'America/Chicago', '{}')`);
      const sealed = secret === '' ? null : app.get(Sealing).seal(secret, secretSubject(actor.schoolId));
      await sql(
        `INSERT INTO directory_provider (school_id, kind, config, secret_sealed, username_rule, suspend_after_days) VALUES ($1, $2, $3, $4, '{given}.{family}', 14)`,
        [actor.schoolId, config.kind, JSON.stringify(config), sealed],
      );
    },
    students: async (names, firstNumber = 1) => {
      const people = names.map((name, index) => {
        const [given = name, family = ''] = name.split(' ');
        return { id: uuid(), source_id: `s-${String(firstNumber + index)}`, given, family };
      });
      await sql(
        `INSERT INTO person (school_id, id, source_id, given_name, family_name, search_name, roles)
         SELECT $1, x.id, x.source_id, x.given, x.family, lower(x.given), '{student}'
         FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, source_id text, given text, family text)`,
        [actor.schoolId, JSON.stringify(people)],
      );
      return people.map(({ id }) => id);
    },
    want: async (personIds, planId) => {
      await database.transaction(actor.schoolId, (tx) => app.get(AccountsOfPeople).want(tx, planId ?? null, personIds));
    },
    due,
    run: async (name = 'account.provision', atOnce = 4) => {
      for (let left = await due(name); left.length > 0; left = await due(name)) {
        const next = left.values();
        const lane = async () => {
          for (const subjectId of next) await handlers[name].handle({ schoolId: actor.schoolId, subjectId, attempt: 'any' });
        };
        await Promise.all(Array.from({ length: atOnce }, lane));
      }
    },
    rows,
    row: async (personId) => {
      const row = (await rows()).find((one) => one.person_id === personId);
      if (row === undefined) throw new Error('Nobody has wished this account.');
      return row;
    },
    passwordOf: async (personId) => {
      const [credential] = await sql<{ id: string }>('SELECT id FROM credential WHERE school_id = $1 AND person_id = $2', [
        actor.schoolId,
        personId,
      ]);
      if (credential === undefined) return null;
      return database.read(actor.schoolId, (tx) => credentials.openForDelivery(tx, credential.id));
    },
    sql,
    stop: async () => {
      await app.close();
      await relay.end();
      await own.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

class AccountSchoolModule {}

const actorOf = (schoolId: string): PersonActor => ({
  kind: 'person',
  id: uuid(),
  schoolId,
  sessionId: uuid(),
  accountId: null,
  timeZone: 'America/Chicago',
  roles: ['administrator'],
  skills: [],
});
