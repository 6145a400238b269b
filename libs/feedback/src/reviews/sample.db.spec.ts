import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../../test/support/desk-school.js';
import { DeskWalk } from '../../../../test/support/desk-walk.js';
import { FeedbackModule } from '../feedback.module.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { ReviewsService } from './reviews.service.js';
import { SampleService } from './sample.service.js';

let school: DeskSchool;
let walk: DeskWalk;
let samples: SampleService;
/** Bells from 08:00 to 10:00 in Chicago, four samples a day: one falls due each half hour from 08:15 on. */
const monday = (clock: string) => new Date(`2026-09-14T${clock}:00-05:00`);
const half = () => 0.5;

beforeAll(async () => {
  school = await openDeskSchool(FeedbackModule);
  walk = new DeskWalk(school);
  samples = school.app.get(SampleService);
});
afterAll(async () => {
  await school.close();
});
beforeEach(async () => {
  await school.sql('DELETE FROM review WHERE school_id = $1');
  await school.sql("UPDATE ticket SET resolved_at = resolved_at - interval '100 days' WHERE school_id = $1");
});

const resolve = async (who: DeskSchool['coach'], at: Date, issueId?: string) => {
  const { ticketId } = await walk.resolved(who, 'Mia', issueId);
  await school.sql('UPDATE ticket SET resolved_at = $3 WHERE school_id = $1 AND id = $2', ticketId, at);
  return ticketId;
};
const sampled = async () =>
  (
    await school.sql<{ ticket_id: string }>(
      `SELECT ticket_id FROM review WHERE school_id = $1 AND reason = 'sample' ORDER BY raised_at, id`,
    )
  ).map((row) => row.ticket_id);

describe('the fair sample', () => {
  it('comes over the day, as much as the school wants and no more', async () => {
    const [ana] = school.assistants;
    for (let n = 0; n < 8; n += 1) await resolve(ana, monday('08:05'));
    const raised = [];
    for (const clock of ['08:10', '08:15', '08:20', '08:45', '10:30', '12:00'])
      raised.push(await samples.sampleReviews(school.schoolId, monday(clock), half));
    expect(raised).toEqual([0, 1, 0, 1, 2, 0]);
    expect(new Set(await sampled()).size).toBe(4);
  });

  it('takes turns between assistants, also over days', async () => {
    const [ana, ben] = school.assistants;
    for (let n = 0; n < 5; n += 1) await resolve(ana, monday('08:05'));
    await samples.sampleReviews(school.schoolId, monday('10:30'), half);
    expect(await sampled()).toHaveLength(4);
    const tuesday = new Date(monday('09:00').getTime() + 86_400_000);
    for (let n = 0; n < 5; n += 1) await resolve(ana, tuesday);
    const bens = [await resolve(ben, tuesday), await resolve(ben, tuesday)];
    await samples.sampleReviews(school.schoolId, new Date(tuesday.getTime() + 60_000), half);
    const today = (await sampled()).slice(4);
    expect(today.toSorted()).toEqual(bens.toSorted());
  });

  it('passes over what is private, not an assistant’s, still open, of another day, or before the coach already', async () => {
    const [ana] = school.assistants;
    await resolve(school.coach, monday('08:05'));
    await resolve(school.coach, monday('08:05'), school.issues.personal);
    await resolve(ana, new Date(monday('08:05').getTime() - 86_400_000));
    await resolve(ana, monday('11:00'));
    await walk.reopen(ana, await resolve(ana, monday('08:05')));
    const low = await resolve(ana, monday('08:05'));
    await school.app
      .get(FeedbackService)
      .give(school.kiosk, { ticketId: low, requestId: uuid(), fixed: 'no', explained: 'yes', respected: 'yes', reopen: false });
    expect(await samples.sampleReviews(school.schoolId, monday('10:30'), half)).toBe(0);
  });

  it('drawn by several workers at once is drawn once', async () => {
    const [ana, ben] = school.assistants;
    for (let n = 0; n < 6; n += 1) await resolve(n % 2 === 0 ? ana : ben, monday('08:05'));
    const raised = await Promise.all(Array.from({ length: 6 }, () => samples.sampleReviews(school.schoolId, monday('10:30'), half)));
    expect(raised.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(await sampled()).toHaveLength(4);
  });

  it('shows what the student said, whether before or after', async () => {
    const [ana, ben] = school.assistants;
    const give = (ticketId: string) =>
      school.app.get(FeedbackService).give(school.kiosk, {
        ticketId,
        requestId: uuid(),
        fixed: 'yes',
        explained: 'yes',
        respected: 'yes',
        comment: 'all good',
        reopen: false,
      });
    const before = await resolve(ana, monday('08:05'));
    const after = await resolve(ben, monday('08:05'));
    await give(before);
    await samples.sampleReviews(school.schoolId, monday('10:30'), half);
    await give(after);
    const { reviews } = await school.app.get(ReviewsService).list(school.coach, { settled: 'open', limit: 10 });
    const seen = reviews.map((review) => [review.ticketId, review.reason, review.version, review.feedback?.comment]);
    expect(seen.toSorted()).toEqual(
      [
        [before, 'sample', 1, 'all good'],
        [after, 'sample', 2, 'all good'],
      ].toSorted(),
    );
  });
});
