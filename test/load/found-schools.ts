import 'reflect-metadata';
import { createDataSource, Database, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { insertBenchSchool, insertPeople, insertStation, startSession, type BenchSchool } from '../bench/bench-school.js';

/** A school of one desk with everybody signed in and every screen paired. */
export interface FoundedSchool extends BenchSchool {
  readonly coachCookie: string;
  readonly boardCookie: string;
  readonly kioskCookies: readonly string[];
}

/** A school of 4,200 has 20 live screens, one of 800 has 10: a coach, a board, a kiosk for every thousand students, else assistants. */
const screensOf = (students: number): number => (students > 2_000 ? 20 : 10);
const kiosksOf = (students: number): number => Math.max(1, Math.floor(students / 1_000));

export async function foundSchools(appUrl: string, count: number, students: number): Promise<FoundedSchool[]> {
  const source = await createDataSource(appUrl, 2).initialize();
  try {
    const schools: FoundedSchool[] = [];
    for (let number = 0; number < count; number += 1)
      schools.push(await new Database(source).transaction(uuid(), (tx) => foundSchool(tx, students)));
    return schools;
  } finally {
    await source.destroy();
  }
}

async function foundSchool(tx: Tx, students: number): Promise<FoundedSchool> {
  const kiosks = kiosksOf(students);
  const school = await insertBenchSchool(tx, { desks: 1, assistants: screensOf(students) - kiosks - 2, students });
  const [desk] = school.desks;
  if (desk === undefined) throw new Error('The school has no desk.');
  const coachId = uuid();
  await insertPeople(tx, [coachId], 'coach');
  const kioskCookies = [desk.kioskCookie];
  while (kioskCookies.length < kiosks) kioskCookies.push((await insertStation(tx, desk.id, 'kiosk')).cookie);
  return {
    ...school,
    kioskCookies,
    coachCookie: await startSession(tx, { personId: coachId }),
    boardCookie: (await insertStation(tx, desk.id, 'board')).cookie,
  };
}
