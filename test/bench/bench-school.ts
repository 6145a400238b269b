import 'reflect-metadata';
import { DevicesStore } from '@firstbell/devices';
import { firstSettings, hashOfSecret, newSecret, PeopleStore, SchoolsStore, searchName, sessionCookie } from '@firstbell/people';
import { createDataSource, Database, type Tx } from '@firstbell/platform';
import { IssuesStore, starterCatalogue } from '@firstbell/tickets';
import { v7 as uuid } from 'uuid';
import type { BenchDatabase } from './bench-database.js';

export interface BenchDesk {
  readonly id: string;
  readonly kioskId: string;
  readonly kioskCookie: string;
}

export interface BenchAssistant {
  readonly id: string;
  readonly cookie: string;
}

/** A school to put load on: everybody is signed in already, every kiosk is paired. */
export interface BenchSchool {
  readonly id: string;
  readonly desks: readonly BenchDesk[];
  readonly assistants: readonly BenchAssistant[];
  /** Each has a laptop that works, at the same place in the list. */
  readonly studentIds: readonly string[];
  readonly deviceIds: readonly string[];
  /** Those an assistant may take without a certificate. */
  readonly issueIds: readonly string[];
}

export interface BenchSchoolSize {
  readonly desks: number;
  readonly assistants: number;
  readonly students: number;
}

const size: BenchSchoolSize = { desks: 50, assistants: 50, students: 30_000 };

/** Makes one more school in the database; schools do not see each other, but share its tables. */
export async function makeBenchSchool(database: BenchDatabase): Promise<BenchSchool> {
  const source = await createDataSource(database.postgres.appUrl, 2).initialize();
  try {
    const school = await new Database(source).transaction(uuid(), (tx) => insertBenchSchool(tx, size));
    await database.asSuperuser('VACUUM (ANALYZE)');
    return school;
  } finally {
    await source.destroy();
  }
}

export async function insertBenchSchool(tx: Tx, size: BenchSchoolSize): Promise<BenchSchool> {
  const schools = new SchoolsStore();
  await schools.insert(tx, { name: 'Bench', timeZone: 'UTC', demo: false, settings: firstSettings });
  const studentIds = newIds(size.students);
  const deviceIds = newIds(size.students);
  await insertPeople(tx, studentIds, 'student');
  await new DevicesStore().insert(
    tx,
    deviceIds.map((id, index) => ({
      id,
      tag: `FB-${index}`,
      serial: null,
      model: 'Laptop',
      state: 'in_use' as const,
      holderId: studentIds[index] ?? null,
    })),
  );
  const issues = starterCatalogue.map(({ key: _, ...issue }, position) => ({ ...issue, id: uuid(), active: true, position }));
  await new IssuesStore().insert(tx, issues);
  const assistantIds = newIds(size.assistants);
  await insertPeople(tx, assistantIds, 'assistant');
  const assistants: BenchAssistant[] = [];
  for (const id of assistantIds) assistants.push({ id, cookie: await startSession(tx, { personId: id }) });
  const desks: BenchDesk[] = [];
  for (let number = 0; number < size.desks; number += 1) desks.push(await insertDesk(tx, schools, number));
  const issueIds = issues.filter((issue) => issue.audience === 'desk' && issue.skill === null).map((issue) => issue.id);
  return { id: tx.schoolId, desks, assistants, studentIds, deviceIds, issueIds };
}

export async function insertPeople(tx: Tx, ids: readonly string[], role: 'student' | 'assistant' | 'coach'): Promise<void> {
  await new PeopleStore().insert(
    tx,
    ids.map((id, index) => ({
      id,
      givenName: 'Robin',
      familyName: `Bench ${index}`,
      searchName: searchName(null, 'Robin', `Bench ${index}`),
      language: 'en',
      roles: [role],
      badge: `${role}-${index}`,
    })),
  );
}

async function insertDesk(tx: Tx, schools: SchoolsStore, number: number): Promise<BenchDesk> {
  const id = uuid();
  await schools.insertDesk(tx, { id, name: `Desk ${number}`, letter: letterOf(number) });
  const kiosk = await insertStation(tx, id, 'kiosk');
  return { id, kioskId: kiosk.id, kioskCookie: kiosk.cookie };
}

/** A paired screen at a desk. */
export async function insertStation(tx: Tx, deskId: string, kind: 'kiosk' | 'board'): Promise<{ id: string; cookie: string }> {
  const id = uuid();
  await tx.rows(`INSERT INTO station (school_id, id, desk_id, kind, name) VALUES ($1, $2, $3, $4, 'Screen')`, [
    tx.schoolId,
    id,
    deskId,
    kind,
  ]);
  return { id, cookie: await startSession(tx, { stationId: id }) };
}

/** Answers the cookie. */
export async function startSession(tx: Tx, who: { personId?: string; stationId?: string }): Promise<string> {
  const secret = newSecret();
  await tx.rows(
    `INSERT INTO session (id_hash, id, school_id, person_id, station_id, expires_at) VALUES ($1, $2, $3, $4, $5, now() + interval '1 day')`,
    [hashOfSecret(secret), uuid(), tx.schoolId, who.personId ?? null, who.stationId ?? null],
  );
  return `${sessionCookie}=${secret}`;
}

const newIds = (count: number): string[] => Array.from({ length: count }, () => uuid());

/** A to Z, then AA, AB … */
const letterOf = (number: number): string => {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : `${letterOf(Math.floor(number / 26) - 1)}${last}`;
};
