import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BellChanges, BellScheduleService, SchedulesService } from '@firstbell/schedule';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { eventually } from '../../../test/support/eventually.js';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { ClaimsService } from './claims.service.js';
import { DutyService } from './duty.service.js';
import { FilingService } from './filing.service.js';
import { HoldsService } from './holds.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;
const minutesMs = 60_000;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
});
afterAll(() => school.close());

async function filed(name: string): Promise<string> {
  const id = uuid();
  const filing = { id, issueId: school.issues.battery, personId: await school.student(name), language: 'en' } as const;
  await school.app.get(FilingService).file(school.kiosk, { ...filing, keepPlace: false, wantsAdult: false, secondsAgo: 0 });
  return id;
}

async function claimed(): Promise<string> {
  const id = await filed('Sam');
  await school.app.get(ClaimsService).next(school.assistants[0], { deskId: school.deskId, requestId: uuid() });
  return id;
}
const endOf = async (ticketId: string) => {
  const [ticket] = await school.sql<{ claim_expires_at: Date | null; version: number }>(
    'SELECT claim_expires_at, version FROM ticket WHERE school_id = $1 AND id = $2',
    ticketId,
  );
  return ticket;
};

describe('when the bells are changed', () => {
  it('a claim that runs over the new bell ends with it, and one on the bench goes on without an end', async () => {
    const [ticketId, onBench] = [await claimed(), await claimed()];
    await school.sql('UPDATE ticket SET claim_expires_at = NULL, on_bench = true WHERE school_id = $1 AND id = $2', onBench);
    const before = await endOf(ticketId);
    const now = await school.app.get(SchedulesService).at(school.schoolId);
    const bell = new Date(now.now.getTime() + 3 * minutesMs);
    const after = { ...now, period: { id: uuid(), name: 'Short', endsAt: bell } };
    await school.database.transaction(school.schoolId, (tx) =>
      school.app.get(BellChanges).run(tx, { before: { ...now, period: null }, after, actorId: school.coach.id }),
    );

    expect(await endOf(ticketId)).toEqual({ claim_expires_at: bell, version: (before?.version ?? 0) + 1 });
    expect((await endOf(onBench))?.claim_expires_at).toBeNull();
    const told = await school.sql(
      `SELECT subject_id, actor_id, data->>'bell' AS bell FROM event WHERE school_id = $1 AND type = 'ticket.extended'`,
    );
    expect(told).toEqual([{ subject_id: ticketId, actor_id: school.coach.id, bell: 'true' }]);
  });

  it('a place kept until the old bell is kept until the new one, and one kept for some minutes as long as was said', async () => {
    const [untilBell, forMinutes] = [await filed('Mia'), await filed('Noah')];
    const holds = school.app.get(HoldsService);
    for (const ticketId of [untilBell, forMinutes]) await holds.goToClass(school.kiosk, { ticketId, requestId: uuid(), minutes: 30 });
    const now = await school.app.get(SchedulesService).at(school.schoolId);
    const [oldBell, newBell] = [20, 12].map((minutes) => new Date(now.now.getTime() + minutes * minutesMs));
    const at = (endsAt: Date | undefined) => ({ ...now, period: { id: uuid(), name: 'Period 3', endsAt: endsAt ?? now.now } });
    await school.sql('UPDATE ticket SET hold_until = $3 WHERE school_id = $1 AND id = $2', untilBell, oldBell);
    const change = async (before: Date | undefined, after: Date | undefined) => {
      const bells = { before: at(before), after: after === undefined ? { ...now, period: null } : at(after) };
      await school.database.transaction(school.schoolId, (tx) =>
        school.app.get(BellChanges).run(tx, { ...bells, actorId: school.coach.id }),
      );
    };
    const ends = async () =>
      new Map(
        (
          await school.sql<{ id: string; hold_until: Date }>(`SELECT id, hold_until FROM ticket WHERE school_id = $1 AND state = 'held'`)
        ).map(({ id, hold_until }) => [id, hold_until.getTime()]),
      );
    const said = (await ends()).get(forMinutes);

    await change(oldBell, newBell);
    expect(await ends()).toEqual(
      new Map([
        [untilBell, newBell?.getTime()],
        [forMinutes, said],
      ]),
    );
    const told = `SELECT subject_id, actor_id FROM event WHERE school_id = $1 AND type = 'ticket.held' AND data->>'bell' = 'true'`;
    expect(await school.sql(told)).toEqual([{ subject_id: untilBell, actor_id: school.coach.id }]);

    await change(newBell, undefined);
    expect(await ends()).toEqual(
      new Map([
        [untilBell, now.now.getTime()],
        [forMinutes, said],
      ]),
    );
  });

  it.each([
    ['thawed', 'SELECT 1 FROM desk WHERE school_id = $1 FOR UPDATE', 'UPDATE ticket SET version = version + 1 WHERE school_id = $1'],
    ['left', 'UPDATE duty SET until = now() WHERE school_id = $1', 'UPDATE desk SET version = version + 1 WHERE school_id = $1'],
  ])('that waits for a desk that is just being %s, and neither breaks off', async (_, first, then) => {
    await claimed();
    await school.app.get(DutyService).start(school.assistants[1], { deskId: school.deskId });
    const other = new Client({ connectionString: school.ownerUrl });
    await other.connect();
    try {
      await other.query('BEGIN');
      await other.query(first, [school.schoolId]);
      const now = await school.app.get(SchedulesService).at(school.schoolId);
      const after = { ...now, period: { id: uuid(), name: 'Short', endsAt: new Date(now.now.getTime() + minutesMs) } };
      const change = { before: { ...now, period: null }, after, actorId: school.coach.id };
      const changed = school.database.transaction(school.schoolId, (tx) => school.app.get(BellChanges).run(tx, change));
      const waiting = 'SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))';
      await eventually(async () => expect((await other.query(waiting)).rowCount).toBe(1), 5_000);
      const left = other.query(then, [school.schoolId]).then(() => other.query('COMMIT'));
      expect((await Promise.allSettled([left, changed])).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    } finally {
      await other.end();
    }
  });

  it('every desk’s screens are told, by a version newer than what they show', async () => {
    const desk = () => school.sql<{ version: number }>('SELECT version FROM desk WHERE school_id = $1');
    const [before] = await desk();
    const schedule = school.app.get(BellScheduleService);
    await schedule.save(school.coach, await schedule.view(school.coach));
    const [after] = await desk();
    expect(after?.version).toBe((before?.version ?? 0) + 1);
    const told = await school.sql(
      `SELECT subject_id, version FROM event WHERE school_id = $1 AND type = 'desk.period_changed' ORDER BY id DESC LIMIT 1`,
    );
    expect(told).toEqual([{ subject_id: school.deskId, version: after?.version }]);
  });
});
