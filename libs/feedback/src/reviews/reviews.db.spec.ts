import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReviewRow } from '@firstbell/contracts/feedback';
import { parseResumeToken } from '@firstbell/platform';
import { DutyService, FilingService } from '@firstbell/tickets';
import { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../../test/support/desk-school.js';
import { DeskWalk } from '../../../../test/support/desk-walk.js';
import { FeedbackModule } from '../feedback.module.js';
import { ReviewsService } from './reviews.service.js';
import { ReviewsStore } from './reviews.store.js';

let school: DeskSchool;
let walk: DeskWalk;
let reviews: ReviewsService;

beforeAll(async () => {
  school = await openDeskSchool(FeedbackModule);
  walk = new DeskWalk(school);
  reviews = school.app.get(ReviewsService);
  await school.app.get(DutyService).start(school.assistants[0], { deskId: school.deskId });
});
afterAll(async () => {
  await school.close();
});

const inbox = async (ticketId: string, settled: 'open' | 'settled' = 'open') =>
  (await reviews.list(school.coach, { settled, limit: 200 })).reviews.filter((review) => review.ticketId === ticketId);
const only = async (ticketId: string): Promise<ReviewRow> => {
  const [review, ...others] = await inbox(ticketId);
  if (review === undefined || others.length > 0)
    throw new Error(`${others.length + Number(review !== undefined)} open reviews of the ticket`);
  return review;
};
const versionsTold = async (reviewId: string) =>
  (
    await school.sql<{ type: string; version: number }>(
      'SELECT type, version FROM event WHERE school_id = $1 AND subject_id = $2 ORDER BY id',
      reviewId,
    )
  ).map(({ type, version }) => [type, version]);

const escalated = async (note = 'the hinge is broken') => {
  const [ana] = school.assistants;
  const ticketId = await walk.file('Mia');
  await walk.take(ana, ticketId);
  await walk.escalate(ana, ticketId, note);
  return ticketId;
};

describe('the coach’s inbox', () => {
  it('has an escalation with who escalated, why and with which words', async () => {
    expect(await only(await escalated())).toMatchObject({
      reason: 'escalated',
      ticketState: 'escalated',
      assistant: { name: 'Ana O.' },
      escalationReason: 'device_damage',
      note: 'the hinge is broken',
      settledAt: null,
      version: 1,
    });
  });

  it('has a private ticket the moment it is filed, with what the student wrote', async () => {
    const ticketId = await walk.file('Noah', school.issues.personal, 'I want to talk');
    expect(await only(ticketId)).toMatchObject({ reason: 'private', ticketState: 'waiting', assistant: null, note: 'I want to talk' });
  });

  it('hears of whoever asks for an adult while an ordinary ticket of theirs for the same problem is open', async () => {
    const personId = await school.student('Yara');
    const filing = (words: { wantsAdult: boolean; description?: string }) => ({
      ...{ id: uuid(), issueId: school.issues.screen, personId, language: 'en' as const, keepPlace: false, secondsAgo: 0 },
      ...words,
    });
    const file = (words: { wantsAdult: boolean; description?: string }) => school.app.get(FilingService).file(school.kiosk, filing(words));
    const ordinary = await file({ wantsAdult: false });
    const adult = await file({ wantsAdult: true });
    expect(await only(adult.id)).toMatchObject({ reason: 'private', ticketState: 'waiting' });
    expect(await school.sql('SELECT audience FROM ticket WHERE school_id = $1 AND id = $2', adult.id)).toEqual([{ audience: 'coach' }]);
    expect(await school.sql('SELECT state, version FROM ticket WHERE school_id = $1 AND id = $2', ordinary.id)).toEqual([
      { state: 'waiting', version: 1 },
    ]);
    await expect(file({ wantsAdult: false })).rejects.toMatchObject({
      code: 'ticket.already_open',
      message: expect.stringContaining(ordinary.code),
    });
    await expect(file({ wantsAdult: true })).rejects.toMatchObject({
      code: 'ticket.already_open',
      message: expect.stringContaining(adult.code),
    });
  });

  it('hears of a threat that is typed while an ordinary ticket for the same problem is open, which goes to the line only when that is done', async () => {
    const [ana] = school.assistants;
    const personId = await school.student('Nia');
    const file = (description: string) =>
      school.app.get(FilingService).file(school.kiosk, {
        ...{ id: uuid(), issueId: school.issues.screen, personId, language: 'en', keepPlace: false, secondsAgo: 0, wantsAdult: false },
        description,
      });
    const ordinary = await file('the screen is black');
    const threatened = await file('someone threatens me');
    const review = await only(threatened.id);
    expect(review).toMatchObject({ reason: 'private', note: 'someone threatens me' });
    const giveBack = () =>
      reviews.giveBack(school.coach, { reviewId: review.id, requestId: uuid(), advice: 'it is about the screen', to: 'line' });
    await expect(giveBack()).rejects.toMatchObject({ code: 'ticket.already_open', status: 409 });
    expect(await only(threatened.id)).toMatchObject({ reason: 'private', ticketState: 'waiting' });
    await walk.take(ana, ordinary.id);
    await walk.resolve(ana, ordinary.id);
    expect(await giveBack()).toMatchObject({ state: 'waiting', audience: 'desk' });
  });

  it('has nothing of an ordinary ticket', async () => {
    const { ticketId } = await walk.resolved(school.assistants[0], 'Liam');
    expect(await inbox(ticketId)).toEqual([]);
  });

  it('has a reopened ticket with the assistant who had resolved it, each time anew', async () => {
    const [ana, ben] = school.assistants;
    const { ticketId } = await walk.resolved(ana, 'Ava');
    await walk.reopen(ana, ticketId);
    await walk.take(ben, ticketId);
    await walk.resolve(ben, ticketId);
    await walk.reopen(ben, ticketId);
    expect((await inbox(ticketId)).map((review) => [review.reason, review.assistant?.name])).toEqual([
      ['reopened', 'Ana O.'],
      ['reopened', 'Ben O.'],
    ]);
  });

  it('has a second escalation of the same claim too', async () => {
    const ticketId = await escalated();
    await reviews.giveBack(school.coach, {
      reviewId: (await only(ticketId)).id,
      requestId: uuid(),
      advice: 'try the other one',
      to: 'assistant',
    });
    await walk.escalate(school.assistants[0], ticketId, 'still broken');
    expect(await only(ticketId)).toMatchObject({ reason: 'escalated', note: 'still broken' });
  });

  it('is sorted by how pressing it is, then by age, and says where live changes go on', async () => {
    const { reviews: rows, resume } = await reviews.list(school.coach, { settled: 'open', limit: 200 });
    const rank = ['escalated', 'private', 'nobody_qualified', 'low_feedback', 'reopened', 'sample'];
    const order = rows.map((row) => `${rank.indexOf(row.reason)} ${row.raisedAt}`);
    expect(order).toEqual(order.toSorted());
    expect(new Set(rows.map((row) => row.reason)).size).toBeGreaterThan(2);
    expect(parseResumeToken(resume)).toBeDefined();
  });

  it('can be asked for one desk', async () => {
    expect((await reviews.list(school.coach, { settled: 'open', limit: 200, deskId: uuid() })).reviews).toEqual([]);
    expect((await reviews.list(school.coach, { settled: 'open', limit: 1, deskId: school.deskId })).reviews).toHaveLength(1);
  });
});

describe('an escalation', () => {
  it('that the coach takes stays until the ticket is resolved, and shows how it stands', async () => {
    const ticketId = await escalated();
    const { id } = await only(ticketId);
    const taken = await reviews.take(school.coach, { reviewId: id, requestId: uuid() });
    expect(taken).toMatchObject({ state: 'claimed', claimedBy: { id: school.coach.id } });
    expect(await only(ticketId)).toMatchObject({ ticketState: 'claimed', version: 2 });
    await walk.resolve(school.coach, ticketId);
    expect(await inbox(ticketId)).toEqual([]);
    expect(await inbox(ticketId, 'settled')).toMatchObject([{ id, ticketState: 'resolved', version: 3 }]);
    expect(await versionsTold(id)).toEqual([
      ['review.raised', 1],
      ['review.changed', 2],
      ['review.settled', 3],
    ]);
  });

  it('given back goes to who escalated it, with the advice, and leaves the inbox in the same moment', async () => {
    const [ana] = school.assistants;
    const ticketId = await escalated();
    const { id } = await only(ticketId);
    const request = { reviewId: id, requestId: uuid(), advice: 'tighten the two screws', to: 'assistant' as const };
    expect(await reviews.giveBack(school.coach, request)).toMatchObject({ state: 'claimed', claimedBy: { id: ana.id } });
    expect(await inbox(ticketId)).toEqual([]);
    expect(await school.sql('SELECT advice FROM ticket WHERE school_id = $1 AND id = $2', ticketId)).toEqual([
      { advice: 'tighten the two screws' },
    ]);
    await expect(reviews.giveBack(school.coach, request)).resolves.toMatchObject({ id: ticketId });
    expect(await versionsTold(id)).toEqual([
      ['review.raised', 1],
      ['review.settled', 2],
    ]);
  });

  it('given back to the line waits there for anyone', async () => {
    const ticketId = await escalated();
    const row = await reviews.giveBack(school.coach, {
      reviewId: (await only(ticketId)).id,
      requestId: uuid(),
      advice: 'anyone can',
      to: 'line',
    });
    expect(row).toMatchObject({ state: 'waiting', claimedBy: null });
  });

  it('is written with its review or not at all', async () => {
    const [ana] = school.assistants;
    const ticketId = await walk.file('Emma');
    await walk.take(ana, ticketId);
    const owner = new Client({ connectionString: school.ownerUrl });
    await owner.connect();
    try {
      await owner.query(`ALTER TABLE review ADD CONSTRAINT no_escalations CHECK (reason <> 'escalated') NOT VALID`);
      await expect(walk.escalate(ana, ticketId, 'x')).rejects.toThrow(/no_escalations/);
      expect(await school.sql('SELECT state FROM ticket WHERE school_id = $1 AND id = $2', ticketId)).toEqual([{ state: 'claimed' }]);
    } finally {
      await owner.query('ALTER TABLE review DROP CONSTRAINT no_escalations');
      await owner.end();
    }
  });
});

describe('a private ticket', () => {
  it('that is not private after all can be given to everyone’s line', async () => {
    const ticketId = await walk.file('Zoe', school.issues.personal);
    const row = await reviews.giveBack(school.coach, {
      reviewId: (await only(ticketId)).id,
      requestId: uuid(),
      advice: 'a charger question',
      to: 'line',
    });
    expect(row).toMatchObject({ state: 'waiting', audience: 'desk' });
    expect(await inbox(ticketId)).toEqual([]);
  });

  it('that is reopened asks the coach again, who can take it', async () => {
    const ticketId = await walk.file('Ivy', school.issues.personal, 'I want to talk');
    await walk.take(school.coach, ticketId);
    await walk.resolve(school.coach, ticketId);
    await walk.reopen(school.coach, ticketId);
    const review = await only(ticketId);
    expect(review).toMatchObject({ reason: 'private', ticketState: 'waiting', note: 'I want to talk' });
    const taken = await reviews.take(school.coach, { reviewId: review.id, requestId: uuid() });
    expect(taken).toMatchObject({ state: 'claimed', claimedBy: { id: school.coach.id } });
  });

  it('leaves the inbox when the student leaves the line', async () => {
    const ticketId = await walk.file('Eva', school.issues.personal);
    await walk.tickets.leave(school.kiosk, { ticketId, requestId: uuid() });
    expect(await inbox(ticketId)).toEqual([]);
  });
});

describe('a review', () => {
  it('to be read is settled by hand, once, and not taken', async () => {
    const [ana] = school.assistants;
    const { ticketId } = await walk.resolved(ana, 'Kai');
    await walk.reopen(ana, ticketId);
    const { id } = await only(ticketId);
    await expect(reviews.take(school.coach, { reviewId: id, requestId: uuid() })).rejects.toMatchObject({
      code: 'review.asks_to_be_read',
      status: 409,
    });
    await reviews.settle(school.coach, { reviewId: id });
    await reviews.settle(school.coach, { reviewId: id });
    expect(await versionsTold(id)).toEqual([
      ['review.raised', 1],
      ['review.settled', 2],
    ]);
    expect(await inbox(ticketId, 'settled')).toHaveLength(1);
  });

  it('of another school is none', async () => {
    const { id } = await only(await escalated());
    const stranger = { ...school.coach, schoolId: uuid() };
    await expect(reviews.settle(stranger, { reviewId: id })).rejects.toMatchObject({ code: 'review.not_found' });
    await expect(reviews.take(stranger, { reviewId: id, requestId: uuid() })).rejects.toMatchObject({ code: 'review.not_found' });
    expect((await reviews.list(stranger, { settled: 'open', limit: 10 })).reviews).toEqual([]);
  });

  it('can be fetched by id for live screens, many at once', async () => {
    const { reviews: rows } = await reviews.list(school.coach, { settled: 'open', limit: 3 });
    const again = await school.database.read(school.schoolId, (tx) =>
      school.app.get(ReviewsStore).rows(
        tx,
        rows.map((row) => row.id),
      ),
    );
    expect(again.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  });
});
