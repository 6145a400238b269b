import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { Client } from '../support/client.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let kiosk: Client;
let coach: Client;
let assistant: Client;
let deskId: string;
let issueId: string;
let assistantId: string;

beforeAll(async () => {
  server = await startTestServer();
  [kiosk, coach, assistant] = [await server.paired('kiosk'), await server.signedIn('coach'), await server.signedIn('assistant1')];
  deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
  assistantId = (await assistant.call('me', {})).id;
  const basic = (await kiosk.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
  issueId = basic?.id ?? '';
});
afterAll(() => server.stop());

/** Filed by somebody new, taken and resolved by the assistant. Answers the path of the one-time link, as the QR code holds it. */
async function resolved(typedName: string): Promise<{ ticketId: string; token: string; code: string }> {
  const filed = await kiosk.call('fileTicket', { id: uuid(), issueId, typedName });
  await assistant.call('claimTicket', { ticketId: filed.id, requestId: uuid(), reason: 'i_know_this_one' });
  const { feedbackPath } = await assistant.call('resolveTicket', { ticketId: filed.id, requestId: uuid(), fix: 'restarted it' });
  return { ticketId: filed.id, token: feedbackPath.split('/').at(-1) ?? '', code: filed.code };
}
const reviewsOf = async (ticketId: string) =>
  (await coach.call('listReviews', {})).reviews.filter((review) => review.ticketId === ticketId);
const onlyReviewOf = async (ticketId: string) => {
  const [review] = await reviewsOf(ticketId);
  if (review === undefined) throw new Error('The coach has no review of this ticket.');
  return review;
};

describe('what a student says', () => {
  it('from their own page, without signing in, is before the coach, and the assistant reads the coach’s words only', async () => {
    const { ticketId, token, code } = await resolved('Sam New');
    const page = new Client(server.base);
    expect(await page.call('feedbackForm', { token })).toMatchObject({ code, answered: false });
    await page.call('giveFeedbackByLink', {
      token,
      requestId: uuid(),
      fixed: 'no',
      explained: 'yes',
      respected: 'no',
      comment: 'I felt stupid',
      reopen: true,
    });
    expect(await page.call('feedbackForm', { token })).toMatchObject({ answered: true });
    expect(
      (await page.refusal('giveFeedbackByLink', { token, requestId: uuid(), fixed: 'yes', explained: 'yes', respected: 'yes' })).code,
    ).toBe('feedback.already_given');
    const reviews = await reviewsOf(ticketId);
    expect(reviews.map((review) => [review.reason, review.ticketState, review.feedback?.comment])).toEqual([
      ['low_feedback', 'waiting', 'I felt stupid'],
      ['reopened', 'waiting', 'I felt stupid'],
    ]);
    const note = await coach.call('writeCoachNote', {
      id: uuid(),
      toPersonId: assistantId,
      body: 'Explain before you fix.',
      reviewId: reviews[0]?.id,
    });
    for (const review of reviews) await coach.call('settleReview', { reviewId: review.id });
    expect(await reviewsOf(ticketId)).toEqual([]);
    const mine = (await assistant.call('listCoachNotes', {})).notes.find((one) => one.id === note.id);
    expect(mine).toMatchObject({ body: 'Explain before you fix.', ticketCode: null });
    expect(JSON.stringify(mine)).not.toMatch(/stupid|Sam/);
    expect((await assistant.call('myWork', {})).unreadNotes).toBe(1);
    await assistant.call('readCoachNote', { noteId: note.id });
    await assistant.call('answerCoachNote', { noteId: note.id, reply: 'I will.' });
    expect((await coach.call('listCoachNotes', {})).notes[0]).toMatchObject({ id: note.id, reply: 'I will.' });
  });

  it('by two ways at once is taken once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { ticketId, token } = await resolved(`Both ${String(round)}`);
      const taps = { fixed: 'yes', explained: 'yes', respected: 'yes' } as const;
      const answers = await Promise.allSettled([
        kiosk.call('giveFeedback', { ...taps, ticketId, requestId: uuid() }),
        new Client(server.base).call('giveFeedbackByLink', { ...taps, token, requestId: uuid() }),
      ]);
      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
      expect(refused).toEqual([expect.objectContaining({ problem: expect.objectContaining({ code: 'feedback.already_given' }) })]);
    }
  });

  it('whose answer was lost has no second link, since only the first is known', async () => {
    const filed = await kiosk.call('fileTicket', { id: uuid(), issueId, typedName: 'Lost Answer' });
    await coach.call('claimTicket', { ticketId: filed.id, requestId: uuid() });
    const resolving = { ticketId: filed.id, requestId: uuid(), fix: 'restarted it' };
    expect((await coach.call('resolveTicket', resolving)).feedbackPath).not.toBe('');
    expect((await coach.call('resolveTicket', resolving)).feedbackPath).toBe('');
  });

  it('at the kiosk is taken once and refused for what nobody resolved', async () => {
    const { ticketId } = await resolved('Alex New');
    const taps = { ticketId, requestId: uuid(), fixed: 'yes', explained: 'partly', respected: 'yes' } as const;
    await kiosk.call('giveFeedback', taps);
    await kiosk.call('giveFeedback', taps);
    const waiting = await kiosk.call('fileTicket', { id: uuid(), issueId, typedName: 'Robin New' });
    expect(await kiosk.refusal('giveFeedback', { ...taps, ticketId: waiting.id, requestId: uuid() })).toMatchObject({
      status: 409,
      code: 'feedback.not_due',
    });
    expect(await kiosk.refusal('giveFeedback', { ...taps, requestId: uuid(), comment: 'x'.repeat(10_000) })).toMatchObject({
      status: 400,
      field: 'comment',
    });
  });
});

describe('an escalation', () => {
  it('is returned with advice to who escalated it', async () => {
    const filed = await kiosk.call('fileTicket', { id: uuid(), issueId, typedName: 'Kim New' });
    await assistant.call('claimTicket', { ticketId: filed.id, requestId: uuid(), reason: 'i_know_this_one' });
    await assistant.call('escalateTicket', {
      ticketId: filed.id,
      requestId: uuid(),
      reason: 'beyond_my_training',
      note: 'never seen this',
    });
    const review = await onlyReviewOf(filed.id);
    expect(review).toMatchObject({ reason: 'escalated', note: 'never seen this' });
    await assistant.call('startDuty', { deskId });
    const back = await coach.call('returnEscalation', { reviewId: review.id, requestId: uuid(), advice: 'hold power for ten seconds' });
    expect(back).toMatchObject({ state: 'claimed', claimedBy: { id: assistantId } });
    expect((await assistant.call('ticketDetail', { ticketId: filed.id })).advice).toBe('hold power for ten seconds');
    expect(await reviewsOf(filed.id)).toEqual([]);
  });

  it('that somebody has in hand meanwhile is not returned a second time', async () => {
    const filed = await kiosk.call('fileTicket', { id: uuid(), issueId, typedName: 'Lee New' });
    await assistant.call('claimTicket', { ticketId: filed.id, requestId: uuid(), reason: 'i_know_this_one' });
    await assistant.call('escalateTicket', { ticketId: filed.id, requestId: uuid(), reason: 'beyond_my_training' });
    const review = await onlyReviewOf(filed.id);
    const give = (to: 'assistant' | 'line', advice: string) =>
      coach.call('returnEscalation', { reviewId: review.id, requestId: uuid(), advice, to });
    await give('line', 'try the other charger');
    const other = await server.signedIn('assistant2');
    await other.call('claimTicket', { ticketId: filed.id, requestId: uuid(), reason: 'i_know_this_one' });
    await expect(give('assistant', 'the same from a second screen')).rejects.toMatchObject({ problem: { code: 'ticket.already_claimed' } });
    expect((await other.call('ticketDetail', { ticketId: filed.id })).advice).toBe('try the other charger');
  });

  it('of a private matter is taken by the coach and leaves the inbox when it is resolved', async () => {
    const filed = await kiosk.call('fileTicket', { id: uuid(), issueId, typedName: 'Jo New', wantsAdult: true });
    const review = await onlyReviewOf(filed.id);
    expect(review.reason).toBe('private');
    expect(await coach.call('takeEscalation', { reviewId: review.id, requestId: uuid() })).toMatchObject({ state: 'claimed' });
    expect(await onlyReviewOf(filed.id)).toMatchObject({ ticketState: 'claimed' });
    await coach.call('resolveTicket', { ticketId: filed.id, requestId: uuid(), fix: 'talked' });
    expect(await reviewsOf(filed.id)).toEqual([]);
  });
});

describe('today’s figures', () => {
  it('move with the desk, and come as tables for a spreadsheet', async () => {
    const before = await coach.call('todaysFigures', { deskId });
    await resolved('Pat New');
    const after = await coach.call('todaysFigures', { deskId });
    expect([after.filed - before.filed, after.resolved - before.resolved]).toEqual([1, 1]);
    for (const table of ['summary', 'issues', 'periods', 'outOfOrder'] as const) {
      expect((await coach.call('todaysFiguresCsv', { deskId, table })).split('\r\n').length).toBeGreaterThan(1);
    }
    const { headers, text } = await coach.send('GET', `/api/desks/${deskId}/figures.csv`);
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    expect(text).toContain(`filed,${after.filed}`);
  });
});
