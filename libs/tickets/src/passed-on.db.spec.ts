import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { DeskWalk } from '../../../test/support/desk-walk.js';
import { DeskWorkService } from './desk-work.service.js';
import { DutyService } from './duty.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;
let walk: DeskWalk;
let duty: DutyService;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
  walk = new DeskWalk(school);
  duty = school.app.get(DutyService);
});
beforeEach(async () => {
  for (const one of school.assistants) await duty.end(one, { deskId: school.deskId });
});
afterAll(() => school.close());

const start = (who: DeskSchool['coach']) => duty.start(who, { deskId: school.deskId });

describe('a ticket the coach returns with advice', () => {
  const returned = async () => {
    const [ana] = school.assistants;
    const ticketId = await walk.file('Mia');
    await walk.take(ana, ticketId);
    await walk.escalate(ana, ticketId, 'the hinge is broken');
    return walk.tickets.advise(school.coach, { ticketId, requestId: uuid(), advice: 'Use the other screws', to: 'assistant' });
  };

  it('is in the hands of who escalated it while they are on duty', async () => {
    const [ana] = school.assistants;
    await start(ana);
    expect(await returned()).toMatchObject({ state: 'claimed', claimedBy: { id: ana.id } });
  });

  it('goes into the line, with the advice, once they are gone', async () => {
    const row = await returned();
    expect(row).toMatchObject({ state: 'waiting', claimedBy: null, claimExpiresAt: null });
    expect(await school.sql('SELECT advice FROM ticket WHERE school_id = $1 AND id = $2', row.id)).toEqual([
      { advice: 'Use the other screws' },
    ]);
  });

  it('goes into the line when they are on duty at another desk', async () => {
    const [ana] = school.assistants;
    const library = uuid();
    await school.sql(`INSERT INTO desk (school_id, id, name, letter) VALUES ($1, $2, 'Library', 'L')`, library);
    await duty.start(ana, { deskId: library });
    expect(await returned()).toMatchObject({ state: 'waiting' });
  });
});

describe('a ticket handed over', () => {
  const handOver = async () => {
    const [ana, ben] = school.assistants;
    const ticketId = await walk.file('Noah');
    await walk.take(ana, ticketId);
    return { ticketId, answer: hand(ticketId, ben.id) };
  };
  const hand = (ticketId: string, toPersonId: string) =>
    school.app
      .get(DeskWorkService)
      .handOver(school.assistants[0], { ticketId, requestId: uuid(), toPersonId, note: 'Tried another charger' });

  it('stays with who holds it, without the note, when the colleague is not on duty', async () => {
    const { ticketId, answer } = await handOver();
    await expect(answer).rejects.toMatchObject({ code: 'ticket.colleague_off_duty' });
    expect(await school.sql('SELECT claimed_by FROM ticket WHERE school_id = $1 AND id = $2', ticketId)).toEqual([
      { claimed_by: school.assistants[0].id },
    ]);
    expect(await school.sql('SELECT 1 FROM ticket_note WHERE school_id = $1 AND ticket_id = $2', ticketId)).toEqual([]);
  });

  it('is in the hands of a colleague who is on duty', async () => {
    const ben = school.assistants[1];
    await start(ben);
    expect(await (await handOver()).answer).toMatchObject({ state: 'claimed', claimedBy: { id: ben.id } });
  });
});
