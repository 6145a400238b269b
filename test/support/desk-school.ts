import { Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadEnv, Database, PlatformModule, type PersonActor, type StationActor } from '@firstbell/platform';
import type { PersonRole } from '@firstbell/contracts/operation';
import { v7 as uuid } from 'uuid';
import { createTestDatabase } from './database.js';

/** A small school in Chicago with one desk, on the real services and a database of its own. */
export interface DeskSchool {
  readonly app: INestApplicationContext;
  readonly database: Database;
  readonly schoolId: string;
  readonly deskId: string;
  readonly coach: PersonActor;
  readonly leader: PersonActor;
  /** Ana and Ben. */
  readonly assistants: readonly [PersonActor, PersonActor];
  readonly kiosk: StationActor;
  /** Battery, screen, and one only the coach sees. */
  readonly issues: { readonly battery: string; readonly screen: string; readonly personal: string };
  /** A new student each time. */
  student(name: string): Promise<string>;
  /** Plain SQL of this school, `$1` being its id, as the application's role. */
  sql<R extends Record<string, unknown>>(text: string, ...values: unknown[]): Promise<R[]>;
  /** For a test that makes a statement fail. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

const timeZone = 'America/Chicago';

export async function openDeskSchool(...modules: Type[]): Promise<DeskSchool> {
  const server = await createTestDatabase();
  const env = loadEnv({ DATABASE_URL: server.appUrl, RELAY_DATABASE_URL: server.relayUrl, LOG_LEVEL: 'silent' });
  class TestModule {}
  Module({ imports: [PlatformModule.forRoot(env), ...modules] })(TestModule);
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  const database = app.get(Database);
  const schoolId = uuid();
  const sql: DeskSchool['sql'] = (text, ...values) => database.transaction(schoolId, (tx) => tx.rows(text, [schoolId, ...values]));

  const person = async (name: string, roles: PersonRole[]): Promise<PersonActor> => {
    const id = uuid();
    await sql(
      `INSERT INTO person (school_id, id, given_name, family_name, search_name, roles) VALUES ($1, $2, $3, 'Okafor', lower($3) || ' okafor', $4)`,
      id,
      name,
      roles,
    );
    return { kind: 'person', id, schoolId, sessionId: uuid(), timeZone, accountId: null, roles, skills: [] };
  };
  const issue = async (name: string, audience: 'desk' | 'coach'): Promise<string> => {
    const id = uuid();
    const no = JSON.stringify({ en: [], es: [] });
    await sql(
      `INSERT INTO issue (school_id, id, picture, name, self_help, kindly, checklist, fixes, priority, audience, position) VALUES ($1, $2, 'other', $3, $4, $4, $4, $4, 'normal', $5, 0)`,
      id,
      JSON.stringify({ en: name, es: `${name} (es)` }),
      no,
      audience,
    );
    return id;
  };

  await sql(
    `INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', $2, $3)`,
    timeZone,
    JSON.stringify({ nameSearch: true, leaseMinutes: 15, reviewSampleADay: 4, coachTitle: 'Coach', wordsKeptYears: 1 }),
  );
  const deskId = uuid();
  await sql(`INSERT INTO desk (school_id, id, name, letter) VALUES ($1, $2, 'Help desk', 'B')`, deskId);
  await sql(
    `INSERT INTO period (school_id, id, name, starts_at, ends_at) VALUES ($1, $2, 'Period 1', '08:00', '09:00'), ($1, $3, 'Period 2', '09:10', '10:00')`,
    uuid(),
    uuid(),
  );
  const kioskId = uuid();
  await sql(`INSERT INTO station (school_id, id, desk_id, kind, name) VALUES ($1, $2, $3, 'kiosk', 'Kiosk')`, kioskId, deskId);

  return {
    app,
    database,
    schoolId,
    deskId,
    sql,
    ownerUrl: server.ownerUrl,
    coach: await person('Cora', ['coach']),
    leader: await person('Lee', ['leader']),
    assistants: [await person('Ana', ['student', 'assistant']), await person('Ben', ['student', 'assistant'])],
    kiosk: { kind: 'station', id: kioskId, schoolId, sessionId: uuid(), timeZone, roles: ['kiosk'], deskId },
    issues: {
      battery: await issue('Battery', 'desk'),
      screen: await issue('Screen', 'desk'),
      personal: await issue('Talk to an adult', 'coach'),
    },
    student: async (name) => (await person(name, ['student'])).id,
    close: async () => {
      await app.close();
      await server.drop();
    },
  };
}
