import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../../test/support/desk-school.js';
import { DeskWalk } from '../../../../test/support/desk-walk.js';
import { CoachNotesService } from '../coach-notes/coach-notes.service.js';
import { FeedbackModule } from '../feedback.module.js';
import { FeedbackService } from '../feedback/feedback.service.js';
import { MyWorkService } from './my-work.service.js';

let school: DeskSchool;
let walk: DeskWalk;

beforeAll(async () => {
  school = await openDeskSchool(FeedbackModule);
  walk = new DeskWalk(school);
});
afterAll(async () => {
  await school.close();
});

const rate = async (name: string, fixed: 'yes' | 'no', issueId?: string) => {
  const { ticketId } = await walk.resolved(school.assistants[0], name, issueId);
  await school.app
    .get(FeedbackService)
    .give(school.kiosk, { ticketId, requestId: uuid(), fixed, explained: 'yes', respected: 'yes', reopen: false });
};
const workOf = (who: DeskSchool['coach'], now?: Date) => school.app.get(MyWorkService).of(who, now);

describe('an assistant’s own page', () => {
  it('shows feedback from the fifth different student on, and not the sixth alone', async () => {
    for (const [name, fixed] of [
      ['Mia', 'yes'],
      ['Noah', 'yes'],
      ['Ava', 'no'],
      ['Leo', 'yes'],
    ] as const)
      await rate(name, fixed);
    expect(await workOf(school.assistants[0])).toMatchObject({ resolvedToday: 4, feedback: null });
    await rate('Zoe', 'yes');
    expect((await workOf(school.assistants[0])).feedback).toEqual({ students: 5, fixed: 0.8, explained: 1, respected: 1 });
    await rate('Kai', 'no');
    expect((await workOf(school.assistants[0])).feedback).toEqual({ students: 5, fixed: 0.8, explained: 1, respected: 1 });
  });

  it('counts what is resolved now, today and this month, by the school’s own calendar', async () => {
    const [, ben] = school.assistants;
    const { ticketId } = await walk.resolved(ben, 'Eva');
    const { ticketId: back } = await walk.resolved(ben, 'Ira');
    await walk.reopen(ben, back);
    const at = async (resolved: string, now: string) => {
      await school.sql('UPDATE ticket SET resolved_at = $3 WHERE school_id = $1 AND id = $2', ticketId, resolved);
      const { resolvedToday, resolvedThisMonth } = await workOf(ben, new Date(now));
      return [resolvedToday, resolvedThisMonth];
    };
    // Chicago is five hours behind UTC in September: what is the first of October there began at 05:00.
    expect(await at('2026-10-01T05:00:00Z', '2026-10-02T04:59:00Z')).toEqual([1, 1]);
    expect(await at('2026-10-01T04:59:00Z', '2026-10-01T15:00:00Z')).toEqual([0, 0]);
    expect(await at('2026-10-01T15:00:00Z', '2026-10-02T15:00:00Z')).toEqual([0, 1]);
  });

  it('counts the coach’s notes not read yet', async () => {
    const notes = school.app.get(CoachNotesService);
    const [, ben] = school.assistants;
    for (const body of ['One.', 'Two.']) await notes.write(school.coach, { id: uuid(), toPersonId: ben.id, body });
    const [first] = (await notes.list(ben)).notes;
    if (first !== undefined) await notes.read(ben, { noteId: first.id });
    expect((await workOf(ben)).unreadNotes).toBe(1);
  });
});
