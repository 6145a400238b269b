import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../../test/support/desk-school.js';
import { DeskWalk } from '../../../../test/support/desk-walk.js';
import { FeedbackModule } from '../feedback.module.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { ReviewsService } from '../reviews/reviews.service.js';
import { CoachNotesService } from './coach-notes.service.js';

let school: DeskSchool;
let walk: DeskWalk;
let notes: CoachNotesService;

beforeAll(async () => {
  school = await openDeskSchool(FeedbackModule);
  walk = new DeskWalk(school);
  notes = school.app.get(CoachNotesService);
});
afterAll(async () => {
  await school.close();
});

const toAna = (more: { id?: string; body?: string; reviewId?: string } = {}) =>
  notes.write(school.coach, { id: uuid(), toPersonId: school.assistants[0].id, body: 'Well listened.', ...more });
const eventsOf = async (noteId: string) =>
  (
    await school.sql<{ type: string; version: number; data: unknown }>(
      'SELECT type, version, data FROM event WHERE school_id = $1 AND subject_id = $2 ORDER BY id',
      noteId,
    )
  ).map(({ type, version, data }) => [type, version, data]);

describe('a coach’s note', () => {
  it('goes to the assistant, who reads and answers it, and back to the coach', async () => {
    const [ana] = school.assistants;
    const { id } = await toAna();
    expect((await notes.list(ana)).notes).toMatchObject([
      { id, from: { name: 'Cora Okafor' }, body: 'Well listened.', readAt: null, reply: null, ticketCode: null },
    ]);
    await notes.read(ana, { noteId: id });
    await notes.answer(ana, { noteId: id, reply: 'Thank you!' });
    const [seen] = (await notes.list(school.coach)).notes;
    expect(seen).toMatchObject({ id, reply: 'Thank you!', version: 3 });
    expect([seen?.readAt, seen?.repliedAt]).toEqual([expect.any(String), expect.any(String)]);
    expect(await eventsOf(id)).toEqual([
      ['coach_note.written', 1, {}],
      ['coach_note.read', 2, {}],
      ['coach_note.answered', 3, {}],
    ]);
  });

  it('is read by nobody else', async () => {
    const [, ben] = school.assistants;
    const { id } = await toAna();
    expect((await notes.list(ben)).notes).toEqual([]);
    await expect(notes.read(ben, { noteId: id })).rejects.toMatchObject({ code: 'coach_note.not_found', status: 404 });
    await expect(notes.answer(ben, { noteId: id, reply: 'x' })).rejects.toMatchObject({ code: 'coach_note.not_found' });
    expect((await notes.list({ ...school.coach, id: uuid() })).notes).toEqual([]);
  });

  it('is written once, however often it is sent; an id used for another note is refused', async () => {
    const id = uuid();
    const first = await toAna({ id });
    expect(await toAna({ id })).toEqual(first);
    expect(await eventsOf(id)).toHaveLength(1);
    await expect(toAna({ id, body: 'Something else.' })).rejects.toMatchObject({ code: 'coach_note.id_used', status: 409 });
  });

  it('is read and answered once', async () => {
    const [ana] = school.assistants;
    const { id } = await toAna();
    const answered = await notes.answer(ana, { noteId: id, reply: 'I will.' });
    expect(answered.readAt).not.toBeNull();
    expect(await notes.read(ana, { noteId: id })).toEqual(answered);
    expect(await notes.answer(ana, { noteId: id, reply: 'I will.' })).toEqual(answered);
    await expect(notes.answer(ana, { noteId: id, reply: 'Or not.' })).rejects.toMatchObject({
      code: 'coach_note.already_answered',
      status: 409,
    });
  });

  it('goes to assistants of this school only, about reviews of this school only', async () => {
    await expect(notes.write(school.coach, { id: uuid(), toPersonId: school.leader.id, body: 'x' })).rejects.toMatchObject({
      code: 'coach_note.not_an_assistant',
      options: { field: 'toPersonId' },
    });
    await expect(toAna({ reviewId: uuid() })).rejects.toMatchObject({ code: 'review.not_found', options: { field: 'reviewId' } });
  });
});

describe('a note about a review', () => {
  const reviewOf = async (ticketId: string) => {
    const { reviews } = await school.app.get(ReviewsService).list(school.coach, { settled: 'open', limit: 200 });
    const found = reviews.find((review) => review.ticketId === ticketId);
    if (found === undefined) throw new Error('no review');
    return found;
  };

  it('names the ticket when the assistant escalated it', async () => {
    const [ana] = school.assistants;
    const ticketId = await walk.file('Mia');
    await walk.take(ana, ticketId);
    await walk.escalate(ana, ticketId, 'hinge');
    const review = await reviewOf(ticketId);
    expect((await toAna({ reviewId: review.id })).ticketCode).toBe(review.code);
  });

  it('never tells the assistant which student was unhappy', async () => {
    const [ana] = school.assistants;
    const { ticketId } = await walk.resolved(ana, 'Noah');
    await school.app.get(FeedbackService).give(school.kiosk, {
      ticketId,
      requestId: uuid(),
      fixed: 'yes',
      explained: 'no',
      respected: 'no',
      comment: 'she was rude',
      reopen: false,
    });
    const { id } = await toAna({ reviewId: (await reviewOf(ticketId)).id, body: 'Let us talk about tone.' });
    const seen = (await notes.list(ana)).notes.find((note) => note.id === id);
    expect(seen?.ticketCode).toBeNull();
    expect(JSON.stringify(seen)).not.toMatch(/Noah|rude|B-\d/);
  });
});
