import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Issue } from '@firstbell/contracts/issues';
import { v7 as uuid } from 'uuid';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let kiosk: Client;
let coach: Client;
let chloe: Client;
let yuki: Client;
let deskId: string;
let issues: Issue[];

const badge = '0004217';
const basicIssue = (index: number): Issue => {
  const issue = issues.filter(({ skill, audience }) => skill === null && audience === 'desk')[index];
  if (issue === undefined) throw new Error(`The demo school has fewer than ${index + 1} basic issues.`);
  return issue;
};
const request = () => uuid();
const file = (typedName: string, index = 0, more: object = {}) =>
  kiosk.call('fileTicket', { id: uuid(), issueId: basicIssue(index).id, typedName, ...more });

beforeAll(async () => {
  server = await startTestServer();
  [kiosk, coach, chloe, yuki] = [
    await server.paired('kiosk'),
    await server.signedIn('coach'),
    await server.signedIn('assistant1'),
    await server.signedIn('assistant2'),
  ];
  deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
  issues = (await kiosk.call('listIssues', {})).issues;
});
afterAll(() => server.stop());

/** Takes whatever waits off the line, so that each test starts with an empty one. */
async function emptyLine(): Promise<void> {
  const { rows, open } = await coach.call('listLine', { deskId, limit: 200 });
  for (const row of [...rows, ...open])
    await coach.call('cancelTicket', { ticketId: row.id, requestId: request(), reason: 'filed_by_mistake' });
}

describe('a ticket, from the kiosk to the coach', () => {
  it('is not the first thing for somebody whose loaner should be back', async () => {
    const tag = 'LO-1';
    const { person } = await kiosk.call('identify', { scan: badge });
    const admin = await server.signedIn('admin');
    await admin.call('addDevice', { id: uuid(), tag, model: 'Spin 511', loaner: true });
    const lending = { kind: 'loaner', charger: true, laptopCase: true, agreement: 'ticked', condition: 'good' } as const;
    await coach.call('checkOut', { id: uuid(), personId: person.id, deviceTag: tag, dueOn: '2099-09-01', ...lending });
    expect((await kiosk.call('identify', { scan: badge })).overdueLoaner).toBeNull();
    await server.sql(`UPDATE check_out SET due_on = '2026-09-01' WHERE kind = 'loaner'`);
    expect((await kiosk.call('identify', { scan: badge })).overdueLoaner).toEqual({ tag, model: 'Spin 511', dueOn: '2026-09-01' });
    await coach.call('checkIn', { requestId: uuid(), deviceTag: tag, charger: true, laptopCase: true, condition: 'good' });
    expect((await kiosk.call('identify', { scan: badge })).overdueLoaner).toBeNull();
  });

  it('is filed by a scan, claimed by Next, resolved, and rated by the student', async () => {
    const student = await kiosk.call('identify', { scan: badge });
    const filed = await kiosk.call('fileTicket', {
      id: uuid(),
      issueId: basicIssue(0).id,
      personId: student.person.id,
      ...(student.devices[0] && { deviceId: student.devices[0].id }),
    });
    expect(filed).toMatchObject({ state: 'waiting', place: 1 });
    expect(filed.code).toMatch(/^B-\d+$/);

    const line = await chloe.call('listLine', { deskId });
    expect(line.rows).toEqual([
      expect.objectContaining({ id: filed.id, code: filed.code, studentName: student.person.name, deviceTag: 'FB-00123' }),
    ]);

    const { ticket } = await chloe.call('claimNext', { deskId, requestId: request() });
    expect(ticket).toMatchObject({ id: filed.id, state: 'claimed', claimedBy: { name: 'Chloe S.' } });
    expect((await kiosk.call('board', { deskId })).rows).toEqual([expect.objectContaining({ code: filed.code, showing: 'serving' })]);

    const resolved = await chloe.call('resolveTicket', { ticketId: filed.id, requestId: request(), fix: 'Restarted it together' });
    expect(resolved.ticket.state).toBe('resolved');
    expect((await kiosk.call('identify', { scan: badge })).feedbackDue).toMatchObject({ ticketId: filed.id, code: filed.code });
  });

  it('gives the first answer again when the same filing is sent again, and refuses the id for another', async () => {
    const filing = { id: uuid(), issueId: basicIssue(1).id, typedName: 'Sent Twice' };
    const [first, again] = [await kiosk.call('fileTicket', filing), await kiosk.call('fileTicket', filing)];
    expect(again).toEqual(first);
    expect(await kiosk.refusal('fileTicket', { ...filing, typedName: 'Somebody Else' })).toMatchObject({
      status: 409,
      code: 'ticket.id_reused',
      field: 'id',
    });
    const racing = { id: uuid(), issueId: basicIssue(1).id, typedName: 'At Once' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => kiosk.call('fileTicket', racing)));
    expect(new Set(answers.map(({ code }) => code)).size).toBe(1);
    await emptyLine();
  });

  it('that an assistant logs stands where it was logged, in the language of whose it is', async () => {
    const waiting = await file('Waits Since Before');
    const student = await kiosk.call('identify', { scan: badge });
    await chloe.call('fileTicket', { id: uuid(), issueId: basicIssue(1).id, personId: student.person.id, secondsAgo: 86_400 });
    expect((await chloe.call('listLine', { deskId })).rows[0]?.id).toBe(waiting.id);
    await server.sql(`UPDATE person SET language = 'es' WHERE badge = '${badge}'`);
    const logged = await chloe.call('quickLog', { deskId, id: uuid(), scan: badge, issueId: basicIssue(2).id });
    expect(logged.language).toBe('es');
    await server.sql(`UPDATE person SET language = 'en' WHERE badge = '${badge}'`);
    await emptyLine();
  });

  it('stands in line by priority and then by age, and never jumps back when it returns', async () => {
    const urgent = issues.find((issue) => issue.priority === 'urgent' && issue.audience === 'desk' && issue.skill === null);
    const [first, second] = [await file('First Normal'), await file('Second Normal')];
    const spill = await kiosk.call('fileTicket', { id: uuid(), issueId: urgent?.id ?? '', typedName: 'Wet Laptop' });
    const order = async () => (await chloe.call('listLine', { deskId })).rows.map(({ id }) => id);
    expect(await order()).toEqual([spill.id, first.id, second.id]);
    await chloe.call('claimNext', { deskId, requestId: request() });
    await yuki.call('claimNext', { deskId, requestId: request() });
    await yuki.call('releaseTicket', { ticketId: first.id, requestId: request() });
    expect(await order()).toEqual([first.id, second.id]);
    await emptyLine();
  });

  it('goes to one of two who press Next at the same instant, and the other gets the next one', async () => {
    const filed = [await file('One'), await file('Two', 1)];
    const answers = await Promise.all([chloe, yuki].map((assistant) => assistant.call('claimNext', { deskId, requestId: request() })));
    expect(answers.map(({ ticket }) => ticket?.id).sort()).toEqual(filed.map(({ id }) => id).sort());
    expect(await chloe.call('claimNext', { deskId, requestId: request() })).toEqual({ ticket: null, beyondTraining: 0 });
    await emptyLine();
  });

  it('is kept by who was first, and the slower one is told by whom', async () => {
    const filed = await file('Wanted');
    await chloe.call('claimTicket', { ticketId: filed.id, requestId: request() });
    expect(await yuki.refusal('claimTicket', { ticketId: filed.id, requestId: request() })).toMatchObject({
      code: 'ticket.already_claimed',
      facts: { holder: 'Chloe S.' },
    });
    await emptyLine();
  });

  it('asks why when it is taken out of order', async () => {
    const [, later] = [await file('Waits Longer'), await file('Came Later', 1)];
    expect(await chloe.refusal('claimTicket', { ticketId: later.id, requestId: request() })).toMatchObject({
      code: 'ticket.reason_needed',
      field: 'reason',
    });
    const taken = await chloe.call('claimTicket', { ticketId: later.id, requestId: request(), reason: 'student_has_to_leave' });
    expect(taken.state).toBe('claimed');
    await emptyLine();
  });

  it('is only worked on by who holds it', async () => {
    const filed = await file('Held');
    await chloe.call('claimTicket', { ticketId: filed.id, requestId: request() });
    for (const refused of [
      await yuki.refusal('releaseTicket', { ticketId: filed.id, requestId: request() }),
      await yuki.refusal('resolveTicket', { ticketId: filed.id, requestId: request(), fix: 'nothing' }),
      await yuki.refusal('addNote', { ticketId: filed.id, id: uuid(), body: 'mine now' }),
    ])
      expect(refused).toMatchObject({ status: 403, code: 'ticket.not_holder' });
    await emptyLine();
  });

  it('is handed over with a note that the next one reads', async () => {
    const filed = await file('Handed Over');
    await chloe.call('claimTicket', { ticketId: filed.id, requestId: request() });
    const yukisId = (await yuki.call('me', {})).id;
    await yuki.call('startDuty', { deskId });
    const handed = await chloe.call('handOverTicket', {
      ticketId: filed.id,
      requestId: request(),
      toPersonId: yukisId,
      note: 'Tried another charger, no light',
    });
    expect(handed.claimedBy?.id).toBe(yukisId);
    expect((await yuki.call('ticketDetail', { ticketId: filed.id })).notes).toEqual([
      expect.objectContaining({ by: 'Chloe S.', body: 'Tried another charger, no light' }),
    ]);
    await yuki.call('endDuty', { deskId });
    await emptyLine();
  });

  it('needs the certificate its issue asks for', async () => {
    const skilled = issues.find((issue) => issue.skill === 'hardware');
    const filed = await kiosk.call('fileTicket', { id: uuid(), issueId: skilled?.id ?? '', typedName: 'Cracked Screen' });
    const { people } = await coach.call('listStaff', {});
    const assistants = people.filter(({ roles }) => roles.includes('assistant'));
    const nameOf = (trained: boolean) =>
      assistants.find(({ skills }) => skills.includes('hardware') === trained)?.email?.split('@')[0] ?? '';
    const [trained, untrained] = [await server.signedIn(nameOf(true)), await server.signedIn(nameOf(false))];
    expect(await untrained.call('claimNext', { deskId, requestId: request() })).toMatchObject({ ticket: null, beyondTraining: 1 });
    expect(await untrained.refusal('claimTicket', { ticketId: filed.id, requestId: request() })).toMatchObject({
      code: 'ticket.needs_skill',
      facts: { skill: 'hardware' },
    });
    expect((await trained.call('claimNext', { deskId, requestId: request() })).ticket?.id).toBe(filed.id);
    await emptyLine();
  });
});

describe('the kiosk', () => {
  it('keeps the place of a student who tries the steps first, and gives it back or counts the help', async () => {
    const trying = await file('Trying', 0, { keepPlace: true });
    const behind = await file('Behind', 1);
    expect(trying).toMatchObject({ state: 'held', place: null });
    expect((await chloe.call('claimNext', { deskId, requestId: request() })).ticket?.id).toBe(behind.id);
    expect(await kiosk.call('finishSelfHelp', { ticketId: trying.id, requestId: request(), fixed: false })).toMatchObject({
      state: 'waiting',
      place: 1,
    });

    const helped = await file('Helped', 2, { keepPlace: true });
    const before = (await kiosk.call('listIssues', {})).issues.find(({ id }) => id === basicIssue(2).id)?.solvedBySelfHelp ?? 0;
    const requestId = request();
    await kiosk.call('finishSelfHelp', { ticketId: helped.id, requestId, fixed: true });
    await kiosk.call('finishSelfHelp', { ticketId: helped.id, requestId, fixed: true });
    expect((await kiosk.call('listIssues', {})).issues.find(({ id }) => id === basicIssue(2).id)?.solvedBySelfHelp).toBe(before + 1);
    await emptyLine();
  });

  it('sends what it kept while the server was away once, with the code it had shown and the place of then', async () => {
    const { codes } = await kiosk.call('reserveCodes', { requestId: request(), count: 2 });
    const newer = await file('Came Meanwhile');
    const late = { id: uuid(), issueId: basicIssue(1).id, scan: badge, secondsAgo: 600, ...(codes[0] && { reservedCode: codes[0] }) };
    const [first, again] = [await kiosk.call('fileTicket', late), await kiosk.call('fileTicket', late)];
    expect(first).toMatchObject({ code: codes[0], place: 1 });
    expect(again).toEqual(first);
    expect((await chloe.call('listLine', { deskId })).rows.map(({ id }) => id)).toEqual([late.id, newer.id]);
    expect(
      await kiosk.refusal('fileTicket', { id: uuid(), issueId: basicIssue(2).id, typedName: 'Guess', reservedCode: 'B-9999' }),
    ).toMatchObject({ code: 'ticket.code_not_reserved' });
    await emptyLine();
  });

  it('files for someone the roster does not know and raises an exception', async () => {
    const filed = await file('Newt Arrival');
    expect((await coach.call('listRosterExceptions', {})).exceptions).toContainEqual(
      expect.objectContaining({ typedName: 'Newt Arrival', ticketCode: filed.code }),
    );
    await emptyLine();
  });

  it('finds people by three letters of a name, at most five, and not at all when the school says so', async () => {
    expect(await kiosk.refusal('searchNames', { search: 'ab' })).toMatchObject({ status: 400, field: 'search' });
    const { matches } = await kiosk.call('searchNames', { search: 'mar' });
    expect(matches.length).toBeGreaterThan(0);
    expect(matches.length).toBeLessThanOrEqual(5);
    for (const match of matches) expect(match.name).toMatch(/ .\.$/u);
    await coach.call('updateSchoolSettings', { nameSearch: false });
    // Another process hears of it a moment later.
    await eventually(
      async () => expect(await kiosk.refusal('searchNames', { search: 'mar' })).toMatchObject({ status: 403, code: 'search.off' }),
      5_000,
    );
    await coach.call('updateSchoolSettings', { nameSearch: true });
  });

  it('says what is wrong and what to do for a bad filing, and writes nothing', async () => {
    const { total } = await coach.call('listLine', { deskId });
    const good = { id: uuid(), issueId: basicIssue(0).id, typedName: 'Somebody' };
    const refusals = [
      await kiosk.refusal('fileTicket', { ...good, description: 'x'.repeat(10_240) }),
      await kiosk.refusal('fileTicket', { ...good, description: '' }),
      await kiosk.refusal('fileTicket', { ...good, issueId: uuid() }),
      await kiosk.refusal('fileTicket', { ...good, personId: uuid() }),
      await kiosk.refusal('fileTicket', { id: good.id, issueId: good.issueId }),
      await kiosk.refusal('fileTicket', { id: good.id, issueId: good.issueId, scan: '999999999' }),
      await kiosk.refusal('fileTicket', { id: good.id, issueId: good.issueId, personId: uuid() }),
    ];
    expect(refusals.map(({ field }) => field)).toEqual([
      'description',
      'description',
      'issueId',
      'personId',
      'personId',
      'scan',
      'personId',
    ]);
    for (const { detail } of refusals) expect(detail.length).toBeGreaterThan(20);
    expect((await coach.call('listLine', { deskId })).total).toBe(total);
  });

  it('ends at once when it is unpaired', async () => {
    const other = await server.paired('kiosk');
    const { id } = await other.call('me', {});
    await coach.call('unpairStation', { stationId: id });
    // Another process hears of it a moment later.
    await eventually(async () => expect(await other.refusal('me', {})).toMatchObject({ status: 401, code: 'session.needed' }), 5_000);
  });
});

describe('the coach', () => {
  it('alone sees what is private: an adult wanted, a private issue, words that look so', async () => {
    const [adult, text] = [
      await file('Wants Adult', 0, { wantsAdult: true }),
      await file('Quiet', 1, { description: 'someone is bullying me' }),
    ];
    expect([adult.place, text.place]).toEqual([null, null]);
    expect([adult.private, text.private]).toEqual([true, true]);
    expect((await chloe.call('listLine', { deskId })).rows).toEqual([]);
    expect((await chloe.call('claimNext', { deskId, requestId: request() })).ticket).toBeNull();
    expect(await chloe.refusal('ticketDetail', { ticketId: adult.id })).toMatchObject({ status: 404 });
    expect(await chloe.refusal('claimTicket', { ticketId: adult.id, requestId: request() })).toMatchObject({ status: 404 });
    expect((await coach.call('listLine', { deskId })).rows.map(({ id }) => id)).toEqual([adult.id, text.id]);
    await emptyLine();
  });

  it('alone sees it among the tickets of a person, too, where others know only the name', async () => {
    const { person } = await kiosk.call('identify', { scan: badge });
    const { id } = await kiosk.call('fileTicket', { id: uuid(), issueId: basicIssue(3).id, personId: person.id, wantsAdult: true });
    const sees = async (who: Client) => {
      const answers = [await who.call('identify', { scan: badge }), await who.call('identifyPerson', { personId: person.id })];
      return answers.map(({ openTickets }) => openTickets.some((ticket) => ticket.id === id));
    };
    expect([await sees(coach), await sees(chloe), await sees(kiosk)]).toEqual([
      [true, true],
      [false, false],
      [true, false],
    ]);
    const { openTickets } = await kiosk.call('identify', { scan: badge });
    expect(openTickets.find((ticket) => ticket.id === id)).toMatchObject({ private: true });
    await coach.call('claimTicket', { ticketId: id, requestId: request() });
    await coach.call('resolveTicket', { ticketId: id, requestId: request(), fix: 'talked' });
    const due = async (who: Client) => (await who.call('identify', { scan: badge })).feedbackDue?.ticketId === id;
    expect([await due(kiosk), await due(chloe)]).toEqual([true, false]);
  });

  it('freezes every clock and lifts it again', async () => {
    const filed = await file('Before The Drill');
    const claimed = (await chloe.call('claimNext', { deskId, requestId: request() })).ticket;
    await coach.call('freezeDesk', { deskId });
    expect(await yuki.refusal('claimNext', { deskId, requestId: request() })).toMatchObject({ code: 'desk.frozen' });
    expect((await chloe.call('listLine', { deskId })).open[0]?.claimExpiresAt).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await coach.call('thawDesk', { deskId });
    const after = (await chloe.call('ticketDetail', { ticketId: filed.id })).row;
    expect(Date.parse(after.claimExpiresAt ?? '') - Date.parse(claimed?.claimExpiresAt ?? '')).toBeGreaterThanOrEqual(1_000);
    await emptyLine();
  });
});
