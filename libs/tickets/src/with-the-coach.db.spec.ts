import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PersonActor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { DeskWalk } from '../../../test/support/desk-walk.js';
import { ClaimsService } from './claims.service.js';
import { DutyService } from './duty.service.js';
import { HoldsService } from './holds.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;
let walk: DeskWalk;
let claims: ClaimsService;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
  walk = new DeskWalk(school);
  claims = school.app.get(ClaimsService);
});
afterAll(() => school.close());

const next = async (who: PersonActor) => (await claims.next(who, { deskId: school.deskId, requestId: uuid() })).ticket?.id ?? null;
const stateOf = async (ticketId: string) =>
  (await school.sql<{ state: string }>('SELECT state FROM ticket WHERE school_id = $1 AND id = $2', ticketId))[0]?.state;
const lapse = async (ticketId: string) => {
  await school.sql(`UPDATE ticket SET claim_expires_at = now() - interval '1 second' WHERE school_id = $1 AND id = $2`, ticketId);
  expect(await claims.sweep(school.schoolId, school.deskId)).toBe(1);
};
const advise = (ticketId: string) =>
  walk.tickets.advise(school.coach, { ticketId, requestId: uuid(), advice: 'tighten the two screws', to: 'line' });

/** Escalated by Ana, and taken by the coach. */
async function takenByCoach(studentName: string): Promise<string> {
  const [ana] = school.assistants;
  const ticketId = await walk.file(studentName);
  await walk.take(ana, ticketId);
  await walk.escalate(ana, ticketId, 'the hinge is broken');
  await walk.take(school.coach, ticketId);
  return ticketId;
}

describe('an escalated ticket the coach has taken', () => {
  it('is with the coach again when the lease ends, and in line only after advice', async () => {
    const [, ben] = school.assistants;
    const ticketId = await takenByCoach('Mia');
    await lapse(ticketId);
    expect([await stateOf(ticketId), await next(ben)]).toEqual(['escalated', null]);
    await expect(walk.take(ben, ticketId)).rejects.toMatchObject({ code: 'ticket.escalated' });
    expect(await advise(ticketId)).toMatchObject({ state: 'waiting' });
    expect(await next(ben)).toBe(ticketId);
    await walk.tickets.release(ben, { ticketId, requestId: uuid() });
    expect(await next(ben)).toBe(ticketId);
    await lapse(ticketId);
    expect(await stateOf(ticketId)).toBe('waiting');
    await walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });
  });

  it('is with the coach again when they release it', async () => {
    const [, ben] = school.assistants;
    const ticketId = await takenByCoach('Noah');
    expect(await walk.tickets.release(school.coach, { ticketId, requestId: uuid() })).toMatchObject({ state: 'escalated' });
    expect(await next(ben)).toBeNull();
  });

  it('and set aside is no assistant’s to take, and comes back to the coach, by itself or with its student', async () => {
    const [, ben] = school.assistants;
    const ticketId = await takenByCoach('Zoe');
    const setAside = () => walk.tickets.hold(school.coach, { ticketId, requestId: uuid(), reason: 'student_in_class' });
    await setAside();
    await expect(walk.take(ben, ticketId)).rejects.toMatchObject({ code: 'ticket.escalated' });
    await walk.tickets.comeBack(school.kiosk, { ticketId, requestId: uuid() });
    expect([await stateOf(ticketId), await next(ben)]).toEqual(['escalated', null]);
    await walk.take(school.coach, ticketId);
    await setAside();
    await school.sql(`UPDATE ticket SET hold_until = now() - interval '1 second' WHERE school_id = $1 AND id = $2`, ticketId);
    expect(await school.app.get(HoldsService).sweep(school.schoolId, school.deskId)).toBe(1);
    expect([await stateOf(ticketId), await next(ben)]).toEqual(['escalated', null]);
  });

  it('is everyone’s once it was resolved and reopened, and stays in line when an assistant the coach gave it to lets it go', async () => {
    const [ana, ben] = school.assistants;
    const ticketId = await takenByCoach('Liam');
    await walk.resolve(school.coach, ticketId);
    await walk.reopen(ana, ticketId);
    expect(await next(ben)).toBe(ticketId);
    await lapse(ticketId);
    expect(await stateOf(ticketId)).toBe('waiting');
    await walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });

    const given = await takenByCoach('Eva');
    await school.app.get(DutyService).start(ben, { deskId: school.deskId });
    const colleague = { id: ben.id, name: 'Ben', roles: ben.roles, skills: [] };
    await walk.tickets.handOver(
      school.coach,
      { ticketId: given, requestId: uuid(), toPersonId: ben.id, note: 'as we said' },
      colleague,
      () => Promise.resolve(),
    );
    await walk.tickets.release(ben, { ticketId: given, requestId: uuid() });
    expect(await stateOf(given)).toBe('waiting');
  });
});
