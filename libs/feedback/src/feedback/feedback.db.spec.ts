import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../../test/support/desk-school.js';
import { DeskWalk } from '../../../../test/support/desk-walk.js';
import { FilingService } from '@firstbell/tickets';
import { FeedbackModule } from '../feedback.module.js';
import { ReviewsService } from '../reviews/reviews.service.js';
import { FeedbackService } from './feedback.service.js';

let school: DeskSchool;
let walk: DeskWalk;
let feedback: FeedbackService;

beforeAll(async () => {
  school = await openDeskSchool(FeedbackModule);
  walk = new DeskWalk(school);
  feedback = school.app.get(FeedbackService);
});
afterAll(async () => {
  await school.close();
});

const good = { fixed: 'yes', explained: 'yes', respected: 'yes', reopen: false } as const;
const bad = { fixed: 'no', explained: 'yes', respected: 'yes', reopen: false } as const;
const reviewsOf = async (ticketId: string) => {
  const { reviews } = await school.app.get(ReviewsService).list(school.coach, { settled: 'open', limit: 200 });
  return reviews.filter((review) => review.ticketId === ticketId);
};
const eventsOf = (ticketId: string) =>
  school.sql<{ type: string; data: Record<string, unknown> }>(
    `SELECT type, data FROM event WHERE school_id = $1 AND (subject_id = $2 OR data ->> 'ticketId' = $2::text) ORDER BY id`,
    ticketId,
  );

describe('three taps at the kiosk', () => {
  it('are kept with the sentence and the assistant whose work it was', async () => {
    const { ticketId } = await walk.resolved(school.assistants[0], 'Mia');
    await feedback.give(school.kiosk, { ticketId, requestId: uuid(), ...good, comment: 'Ana was patient' });
    const rows = await school.sql(
      'SELECT resolution, assistant_id, fixed, comment FROM feedback WHERE school_id = $1 AND ticket_id = $2',
      ticketId,
    );
    expect(rows).toEqual([{ resolution: 1, assistant_id: school.assistants[0].id, fixed: 'yes', comment: 'Ana was patient' }]);
    expect(await reviewsOf(ticketId)).toEqual([]);
  });

  it('leave no word of what was said in the event log', async () => {
    const { ticketId } = await walk.resolved(school.assistants[0], 'Noah');
    await feedback.give(school.kiosk, { ticketId, requestId: uuid(), ...bad, comment: 'he laughed at me' });
    const given = (await eventsOf(ticketId)).filter((event) => event.type === 'feedback.given');
    expect(given.map((event) => event.data)).toEqual([{ ticketId, deskId: school.deskId, resolution: 1 }]);
  });

  it('are given once: sent again with the same request id they are done already, a second time they are refused', async () => {
    const { ticketId } = await walk.resolved(school.assistants[0], 'Liam');
    const first = { ticketId, requestId: uuid(), ...bad };
    await feedback.give(school.kiosk, first);
    await expect(feedback.give(school.kiosk, first)).resolves.toEqual({ done: true });
    await expect(feedback.give(school.kiosk, { ...first, requestId: uuid() })).rejects.toMatchObject({
      code: 'feedback.already_given',
      status: 409,
    });
    await expect(feedback.give(school.kiosk, { ...first, fixed: 'yes' })).rejects.toMatchObject({ code: 'request.id_used' });
    expect(await reviewsOf(ticketId)).toHaveLength(1);
  });

  it('sent ten times at the same instant are written once', async () => {
    const { ticketId } = await walk.resolved(school.assistants[0], 'Olivia');
    const first = { ticketId, requestId: uuid(), ...bad };
    const answers = await Promise.all(Array.from({ length: 10 }, () => feedback.give(school.kiosk, first)));
    expect(answers).toEqual(Array.from({ length: 10 }, () => ({ done: true })));
    expect(await school.sql('SELECT 1 FROM feedback WHERE school_id = $1 AND ticket_id = $2', ticketId)).toHaveLength(1);
    expect(await reviewsOf(ticketId)).toHaveLength(1);
  });

  it('are not for a ticket nobody resolved, nor for another desk’s', async () => {
    const waiting = await walk.file('Emma');
    await expect(feedback.give(school.kiosk, { ticketId: waiting, requestId: uuid(), ...good })).rejects.toMatchObject({
      code: 'feedback.not_due',
    });
    const { ticketId } = await walk.resolved(school.assistants[0], 'Ava');
    await expect(feedback.give({ ...school.kiosk, deskId: uuid() }, { ticketId, requestId: uuid(), ...good })).rejects.toMatchObject({
      code: 'ticket.not_found',
      status: 404,
    });
  });

  it('that are low are before the coach, with the sentence', async () => {
    const { ticketId } = await walk.resolved(school.assistants[0], 'Sofia');
    await feedback.give(school.kiosk, { ticketId, requestId: uuid(), ...good, respected: 'no', comment: 'took my laptop away' });
    expect(await reviewsOf(ticketId)).toMatchObject([
      {
        reason: 'low_feedback',
        studentName: 'Sofia O.',
        assistant: { id: school.assistants[0].id, name: 'Ana O.' },
        feedback: { fixed: 'yes', explained: 'yes', respected: 'no', comment: 'took my laptop away' },
      },
    ]);
  });

  it('can send the ticket back in line, and are asked for again when it is resolved again', async () => {
    const [ana, ben] = school.assistants;
    const { ticketId } = await walk.resolved(ana, 'Lucas');
    expect(await feedback.give(school.kiosk, { ticketId, requestId: uuid(), ...bad, reopen: true })).toEqual({
      done: true,
      reopened: true,
    });
    expect((await reviewsOf(ticketId)).map((review) => [review.reason, review.ticketState, review.assistant?.id])).toEqual([
      ['low_feedback', 'waiting', ana.id],
      ['reopened', 'waiting', ana.id],
    ]);
    await walk.take(ben, ticketId);
    await walk.resolve(ben, ticketId);
    await feedback.give(school.kiosk, { ticketId, requestId: uuid(), ...good });
    const rows = await school.sql(
      'SELECT resolution, assistant_id FROM feedback WHERE school_id = $1 AND ticket_id = $2 ORDER BY resolution',
      ticketId,
    );
    expect(rows).toEqual([
      { resolution: 1, assistant_id: ana.id },
      { resolution: 2, assistant_id: ben.id },
    ]);
  });

  it('do not reopen what is fixed', async () => {
    const { ticketId } = await walk.resolved(school.assistants[0], 'Mateo');
    await expect(feedback.give(school.kiosk, { ticketId, requestId: uuid(), ...good, reopen: true })).rejects.toMatchObject({
      code: 'feedback.reopen_but_fixed',
      status: 422,
    });
  });

  it('are kept when the student has filed the same again, whose new ticket keeps its place; nothing else goes back in line', async () => {
    const [ana] = school.assistants;
    const personId = await school.student('Leo');
    const file = () =>
      school.app.get(FilingService).file(school.kiosk, {
        ...{ id: uuid(), issueId: school.issues.screen, personId, language: 'en', keepPlace: false, secondsAgo: 0, wantsAdult: false },
      });
    const { id: ticketId } = await file();
    await walk.take(ana, ticketId);
    await walk.resolve(ana, ticketId);
    const again = await file();
    const answer = { ticketId, requestId: uuid(), ...bad, reopen: true, comment: 'black again' };
    expect(await feedback.give(school.kiosk, answer)).toEqual({ done: true, reopened: false });
    expect(await feedback.give(school.kiosk, answer)).toEqual({ done: true, reopened: false });
    expect(await reviewsOf(ticketId)).toMatchObject([
      { reason: 'low_feedback', ticketState: 'resolved', feedback: { comment: 'black again' } },
    ]);
    expect(await school.sql('SELECT state, version FROM ticket WHERE school_id = $1 AND id = $2', again.id)).toEqual([
      { state: 'waiting', version: again.version },
    ]);
  });
});

describe('the one-time link', () => {
  it('says what it is about and, once answered, that it was', async () => {
    const { token } = await walk.resolved(school.assistants[0], 'Zoe');
    expect(await feedback.form({ token })).toMatchObject({ issue: { en: 'Battery', es: 'Battery (es)' }, language: 'es', answered: false });
    await feedback.giveByLink({ token, requestId: uuid(), ...good });
    expect(await feedback.form({ token })).toMatchObject({ answered: true });
    await expect(feedback.giveByLink({ token, requestId: uuid(), ...good })).rejects.toMatchObject({ code: 'feedback.already_given' });
  });

  it('can reopen, and may be sent again safely after that', async () => {
    const { token, ticketId } = await walk.resolved(school.assistants[0], 'Eva');
    const answer = { token, requestId: uuid(), ...bad, reopen: true };
    await feedback.giveByLink(answer);
    await expect(feedback.giveByLink(answer)).resolves.toEqual({ done: true, reopened: true });
    expect(await school.sql('SELECT state, reopened FROM ticket WHERE school_id = $1 AND id = $2', ticketId)).toEqual([
      { state: 'waiting', reopened: 1 },
    ]);
    expect(await feedback.form({ token })).toMatchObject({ answered: true });
  });

  it('ends when the ticket is resolved again, with a new one', async () => {
    const [ana] = school.assistants;
    const { token: old, ticketId } = await walk.resolved(ana, 'Kai');
    await walk.reopen(ana, ticketId);
    await expect(feedback.form({ token: old })).rejects.toMatchObject({ code: 'feedback.not_due', status: 409 });
    await walk.take(ana, ticketId);
    const token = await walk.resolve(ana, ticketId);
    await expect(feedback.form({ token: old })).rejects.toMatchObject({ code: 'feedback.link_unknown', status: 404 });
    expect(await feedback.form({ token })).toMatchObject({ answered: false });
  });

  it('that nobody was given is unknown', async () => {
    await expect(feedback.form({ token: 'x'.repeat(43) })).rejects.toMatchObject({ code: 'feedback.link_unknown' });
  });
});
