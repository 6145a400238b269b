import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openDeskSchool, type DeskSchool } from '../../../test/support/desk-school.js';
import { DeskWorkService } from './desk-work.service.js';
import { DesksService } from './desks.service.js';
import { TicketsModule } from './tickets.module.js';

let school: DeskSchool;

beforeAll(async () => {
  school = await openDeskSchool(TicketsModule);
  await school.sql(`UPDATE issue SET skill = 'screens' WHERE school_id = $1 AND id = $2`, school.issues.screen);
});
beforeEach(() => school.sql(`DELETE FROM ticket WHERE school_id = $1`));
afterAll(() => school.close());

async function badgeOf(personId: string): Promise<string> {
  const badge = `badge-${personId.slice(-6)}`;
  await school.sql('UPDATE person SET badge = $3 WHERE school_id = $1 AND id = $2', personId, badge);
  return badge;
}
const log = (issueId: string, scan: string, more: { id?: string; fix?: string } = {}, who = school.assistants[0]) =>
  school.app.get(DeskWorkService).quickLog(who, { deskId: school.deskId, id: uuid(), scan, issueId, ...more });
const filed = async () => (await school.sql('SELECT id FROM ticket WHERE school_id = $1')).length;

describe('a walk-up in the quick log', () => {
  it('that whoever logs it is not trained for is refused and not filed, and another problem can be logged', async () => {
    const badge = await badgeOf(await school.student('Mia'));
    await expect(log(school.issues.screen, badge, { fix: 'New screen' })).rejects.toMatchObject({ code: 'ticket.needs_skill' });
    expect(await filed()).toBe(0);
    expect(await log(school.issues.battery, badge, { fix: 'New charger' })).toMatchObject({ state: 'resolved' });
    expect(await log(school.issues.screen, badge, {}, school.coach)).toMatchObject({ state: 'claimed' });
  });

  it('at a frozen desk is refused and not filed', async () => {
    const badge = await badgeOf(await school.student('Noah'));
    const desks = school.app.get(DesksService);
    await desks.freeze(school.coach, { deskId: school.deskId });
    const refused = log(school.issues.battery, badge);
    await expect(refused).rejects.toMatchObject({ code: 'desk.frozen' });
    expect(await filed()).toBe(0);
    await desks.thaw(school.coach, { deskId: school.deskId });
    expect(await log(school.issues.battery, badge)).toMatchObject({ state: 'claimed' });
  });

  it('with the badge of whoever logs it is refused and not filed', async () => {
    const badge = await badgeOf(school.assistants[0].id);
    await expect(log(school.issues.battery, badge)).rejects.toMatchObject({ code: 'ticket.own' });
    expect(await filed()).toBe(0);
  });

  it('of what is for the coach alone is refused to an assistant and not filed', async () => {
    const badge = await badgeOf(await school.student('Zoe'));
    await expect(log(school.issues.personal, badge)).rejects.toMatchObject({ code: 'issue.for_coach' });
    expect(await filed()).toBe(0);
    expect(await log(school.issues.personal, badge, {}, school.coach)).toMatchObject({ state: 'claimed', audience: 'coach' });
  });

  it('sent again after a lost answer is the same ticket, even when the desk has been frozen since', async () => {
    const badge = await badgeOf(await school.student('Ava'));
    const id = uuid();
    const first = await log(school.issues.battery, badge, { id });
    const desks = school.app.get(DesksService);
    await desks.freeze(school.coach, { deskId: school.deskId });
    expect(await log(school.issues.battery, badge, { id })).toMatchObject({ id, code: first.code, state: 'claimed' });
    await desks.thaw(school.coach, { deskId: school.deskId });
    expect(await filed()).toBe(1);
  });
});
