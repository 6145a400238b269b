import { DevicesStore } from '@firstbell/devices';
import { firstSettings, hashPassword, PeopleStore, SchoolsStore, searchName } from '@firstbell/people';
import { createDataSource, Database, type Tx } from '@firstbell/platform';
import { IssuesStore, starterCatalogue } from '@firstbell/tickets';
import { v7 as uuid } from 'uuid';
import { demoSeed, generateDemoSchool, type DemoSchool } from './demo-school.js';

/** Fills an empty database with the demo school. Answers false, and touches nothing, when any school is there. */
export async function loadDemoSchool(appUrl: string, password: string, keep?: () => void): Promise<boolean> {
  const database = new Database(await createDataSource(appUrl, 2).initialize());
  try {
    const passwordHash = await hashPassword(password);
    return await database.transaction(uuid(), async (tx) => {
      // Two starts at once: the second waits here and then sees the first one's school.
      await tx.rows('SELECT pg_advisory_xact_lock(7413)');
      if ((await tx.first('SELECT 1 FROM every_school() LIMIT 1')) !== undefined) return false;
      await insertSchool(tx, generateDemoSchool(demoSeed), passwordHash);
      // Before there is a school it opens: a random password that is lost cannot be found out again.
      keep?.();
      return true;
    });
  } finally {
    await database.source.destroy();
  }
}

/** Gives every account of the demo school this password. */
export async function setDemoPassword(appUrl: string, password: string): Promise<void> {
  const database = new Database(await createDataSource(appUrl, 2).initialize());
  try {
    const passwordHash = await hashPassword(password);
    const demoSchools: { id: string }[] = await database.source.query('SELECT id FROM every_school() WHERE demo');
    for (const { id } of demoSchools) {
      await database.transaction(id, (tx) =>
        tx.rows(
          `UPDATE account a SET password_hash = $2 FROM person p WHERE p.school_id = $1 AND p.account_id = a.id AND a.email LIKE '%@demo.example'`,
          [tx.schoolId, passwordHash],
        ),
      );
    }
  } finally {
    await database.source.destroy();
  }
}

async function insertSchool(tx: Tx, demo: DemoSchool, passwordHash: string): Promise<void> {
  const [schools, people, devices, issues] = [new SchoolsStore(), new PeopleStore(), new DevicesStore(), new IssuesStore()];
  await schools.insert(tx, { name: demo.name, timeZone: demo.timeZone, demo: true, settings: firstSettings });
  await schools.insertDesk(tx, { id: uuid(), ...demo.desk });
  const periodIds = new Map(demo.periods.map((period) => [period.name, uuid()]));
  await schools.insertPeriods(
    tx,
    demo.periods.map((period) => ({ ...period, id: periodIds.get(period.name) ?? uuid() })),
  );

  const personIds = new Map(demo.people.map((person) => [person.sourceId, uuid()]));
  const accounts = demo.people
    .filter((person) => person.email !== null)
    .map((person) => ({ id: uuid(), email: person.email, sourceId: person.sourceId }));
  await tx.rows(
    `INSERT INTO account (id, email, password_hash) SELECT x.id, x.email, $2 FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, email text)`,
    [JSON.stringify(accounts), passwordHash],
  );
  const accountIds = new Map(accounts.map((account) => [account.sourceId, account.id]));
  await people.insert(
    tx,
    demo.people.map(({ shifts: _, ...person }) => ({
      ...person,
      id: personIds.get(person.sourceId) ?? uuid(),
      accountId: accountIds.get(person.sourceId) ?? null,
      searchName: searchName(person.preferredName, person.givenName, person.familyName),
    })),
  );
  const shifts = demo.people.flatMap((person) =>
    person.shifts.map((period) => ({ person_id: personIds.get(person.sourceId), period_id: periodIds.get(period) })),
  );
  await tx.rows(
    `INSERT INTO shift (school_id, period_id, person_id) SELECT $1, x.period_id, x.person_id FROM jsonb_to_recordset($2::jsonb) AS x(period_id uuid, person_id uuid)`,
    [tx.schoolId, JSON.stringify(shifts)],
  );
  await devices.insert(
    tx,
    demo.devices.map((device) => ({
      ...device,
      id: uuid(),
      holderId: device.holder === null ? null : (personIds.get(device.holder) ?? null),
    })),
  );
  await issues.insert(
    tx,
    starterCatalogue.map(({ key: _, ...issue }, position) => ({ ...issue, id: uuid(), active: true, position })),
  );
  await tx.append({ type: 'school.created', subjectType: 'school', subjectId: tx.schoolId, version: 1, actorId: null });
}
