import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MailAudience } from '@firstbell/contracts/mailing';
import type { Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { eventually } from '../../../../test/support/eventually.js';
import { SendStore } from '../send/send.store.js';
import { MailSchool } from '../../../../test/support/mail-school.js';
import { somebodyElse } from '../../../../test/support/somebody-else.js';

let school: MailSchool;
const nobody: MailAudience = { roles: [], grades: [], homerooms: [], classIds: [], planIds: [], personIds: [] };
const text = { subject: { en: 'News', es: 'Noticias' }, body: { en: 'Hello.', es: 'Hola.' }, extra: [] };

beforeAll(async () => {
  school = await MailSchool.start();
});
afterAll(() => school.stop());
beforeEach(async () => {
  await school.begin();
  await school.people([
    { givenName: 'Ann', familyName: 'Reyes', email: 'ann@x.example', homeroom: 'Room 1' },
    { givenName: 'Bo', familyName: 'Li', email: 'bo@x.example', homeroom: 'Room 2', language: 'es' },
    { givenName: 'Cy', familyName: 'Poe', email: null, homeroom: 'Room 2' },
    { givenName: 'Di', familyName: 'Fox', email: 'di@x.example', homeroom: null },
  ]);
});

const outlook = (audience: Partial<MailAudience>, draft: Partial<typeof text> = {}) =>
  school.service.outlook(school.actor, { audience: { ...nobody, ...audience }, ...text, ...draft });
const start = (audience: Partial<MailAudience>, people: number, more: Partial<typeof text> = {}, id = uuid()) =>
  school.service.start(school.actor, { id, name: 'News', audience: { ...nobody, ...audience }, people, ...text, ...more });

describe('a part of the roster', () => {
  it('is whoever fits every list that is filled in, and nobody when none is', async () => {
    expect((await outlook({ roles: ['student'] })).people).toBe(4);
    expect((await outlook({ homerooms: ['Room 1', 'Room 2'] })).people).toBe(3);
    expect((await outlook({ homerooms: ['Room 2'], grades: ['10'] })).people).toBe(0);
    expect((await outlook({})).people).toBe(0);
    await expect(start({}, 1)).rejects.toMatchObject({ code: 'mailing.nobody' });
  });

  it('is a class, and those of a rollout', async () => {
    const [ann, bo] = await school.rows<{ id: string }>(`SELECT id FROM person WHERE school_id = $1 ORDER BY given_name`);
    const [classId, planId] = [uuid(), uuid()];
    await school.change(`INSERT INTO class (school_id, id, source_id, title, kind) VALUES ($1, $2, 'c', 'Algebra', 'scheduled')`, [
      classId,
    ]);
    await school.change(
      `INSERT INTO enrollment (school_id, id, source_id, class_id, person_id, role) VALUES ($1, $2, 'e', $3, $4, 'student')`,
      [uuid(), classId, ann?.id],
    );
    await school.change(
      `INSERT INTO rollout_plan (school_id, id, name, direction, state, steps, audience) VALUES ($1, $2, 'Fall', 'hand_out', 'draft', '{}', '{}')`,
      [planId],
    );
    await school.change(`INSERT INTO rollout_student (school_id, plan_id, person_id) VALUES ($1, $2, $3)`, [planId, bo?.id]);
    expect((await outlook({ classIds: [classId] })).first?.name).toBe('Ann R.');
    expect((await outlook({ planIds: [planId] })).first?.name).toBe('Bo L.');
    const choices = await school.service.choices(school.actor);
    expect(choices.classes).toEqual([{ id: classId, title: 'Algebra', people: 1 }]);
    expect(choices.plans).toEqual([{ id: planId, name: 'Fall', people: 1 }]);
    expect(choices.homerooms).toEqual([
      { value: 'Room 1', people: 1 },
      { value: 'Room 2', people: 2 },
    ]);
  });

  it('is shown before it is mailed: how many, who without an address, whose field is empty', async () => {
    await school.setUpSender(2525, { perMinute: 1 });
    const shown = await outlook({ roles: ['student'] }, { body: { en: '{{homeroom}}', es: '{{homeroom}}' } });
    expect(shown).toMatchObject({
      people: 4,
      withAddress: 3,
      byLanguage: { en: 3, es: 1 },
      ahead: 0,
      missing: [{ field: 'homeroom', people: 1 }],
    });
    expect(shown.withoutAddress.map(({ name }) => name)).toEqual(['Cy P.']);
    expect(shown.forecast?.lastAt).not.toBeNull();
  });
});

describe('starting', () => {
  it('twice with one id starts one mailing', async () => {
    const id = uuid();
    const [first, second] = [await start({ roles: ['student'] }, 4, {}, id), await start({ roles: ['student'] }, 4, {}, id)];
    expect(second).toEqual({ ...first, forecast: second.forecast });
    expect(first.counts).toMatchObject({ waiting: 3, bad_address: 1 });
    expect(await school.rows('SELECT 1 FROM mail_item WHERE school_id = $1')).toHaveLength(4);
  });

  it('again with another text or for others is refused: what was started goes out as it was', async () => {
    const id = uuid();
    await start({ roles: ['student'] }, 4, {}, id);
    const startedAlready = { code: 'mailing.started_already', options: { facts: { mailingId: id } } };
    await expect(start({ roles: ['student'] }, 4, { body: { en: 'Hello again.', es: 'Hola.' } }, id)).rejects.toMatchObject(startedAlready);
    await expect(start({ homerooms: ['Room 1'] }, 1, {}, id)).rejects.toMatchObject(startedAlready);
    expect(await school.rows('SELECT 1 FROM mailing WHERE school_id = $1')).toHaveLength(1);
  });

  it('is refused when the roster is not as it was shown', async () => {
    await expect(start({ roles: ['student'] }, 3)).rejects.toMatchObject({
      code: 'mailing.audience_changed',
      options: { facts: { people: 4, shown: 3 } },
    });
    expect(await school.rows('SELECT 1 FROM mailing WHERE school_id = $1')).toEqual([]);
  });

  it.each([
    [{ body: { en: '{{birthday}}', es: 'x' } }, 'mail_template.unknown_field'],
    [{ body: { en: 'x', es: 'Hola {{givenName' } }, 'mail_template.field_not_closed'],
    [{ body: { en: '{{password}}', es: 'x' } }, 'mailing.password_is_of_rollouts'],
  ])('with %j is refused: %s', async (draft, code) => {
    await expect(start({ roles: ['student'] }, 4, draft)).rejects.toMatchObject({ code });
  });

  it('names the field, the place and the fields there are', async () => {
    const refused = start({ roles: ['student'] }, 4, { body: { en: 'x', es: 'Hola\n{{nombre}}' } });
    await expect(refused).rejects.toMatchObject({ options: { field: 'body.es', facts: { found: 'nombre', line: 2 } } });
    await expect(refused).rejects.toThrow(/Spanish body, line 2.*\{\{nombre\}\}.*givenName/);
  });
});

describe('the mails of a mailing', () => {
  it('are found by state and name, and as a CSV in which no formula runs', async () => {
    await school.change(
      `UPDATE person SET given_name = '=HYPERLINK("http://evil")', search_name = 'hyperlink reyes' WHERE school_id = $1 AND given_name = 'Ann'`,
    );
    const { id: mailingId } = await start({ roles: ['student'] }, 4);
    const list = (filter: object) => school.itemsService.list(school.actor, { mailingId, offset: 0, limit: 100, ...filter });
    expect((await list({ state: 'bad_address' })).items.map(({ person }) => person.name)).toEqual(['Cy P.']);
    expect((await list({ search: 'li' })).items.map(({ person }) => person.name)).toEqual(['Bo L.']);
    expect((await list({ search: '%' })).total).toBe(0);
    const csv = await school.itemsService.csv(school.actor, { mailingId });
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"") R."`);
  });

  it('are tried anew once for one request, however often it is sent', async () => {
    const { id: mailingId } = await start({ roles: ['student'] }, 4);
    await school.change(`UPDATE person SET email = 'cy@x.example' WHERE school_id = $1 AND given_name = 'Cy'`);
    const input = { mailingId, state: 'bad_address' as const, requestId: uuid() };
    expect(await school.itemsService.retry(school.actor, input)).toEqual({ queued: 1, stillWithoutAddress: 0 });
    expect(await school.itemsService.retry(school.actor, input)).toEqual({ queued: 1, stillWithoutAddress: 0 });
    expect((await school.view(mailingId)).counts).toMatchObject({ waiting: 4, bad_address: 0 });
  });

  it('of another school are not there', async () => {
    const { id } = await start({ roles: ['student'] }, 4);
    await school.begin();
    await expect(school.view(id)).rejects.toMatchObject({ code: 'mailing.not_found' });
    await expect(school.step(id, 'cancel')).rejects.toMatchObject({ code: 'mailing.not_found' });
  });
});

describe('a mailing of a rollout', () => {
  const plan = () => ({ planId: uuid(), name: 'Fall', templateId: null });
  type Work<T> = (tx: Tx) => Promise<T>;
  const inOne = <T>(work: Work<T>) => school.database.transaction(school.id, work);

  it('is one however often it is started, and follows the rollout', async () => {
    const one = plan();
    const id = await inOne((tx) => school.mailings.startForPlan(tx, one));
    expect(await inOne((tx) => school.mailings.startForPlan(tx, one))).toBe(id);
    const state = async () => (await school.view(id)).state;
    await inOne((tx) => school.mailings.pauseForPlan(tx, one.planId));
    expect(await state()).toBe('paused');
    await inOne((tx) => school.mailings.startForPlan(tx, one));
    expect(await state()).toBe('running');
    await inOne((tx) => school.mailings.cancelForPlan(tx, one.planId));
    await inOne((tx) => school.mailings.resumeForPlan(tx, one.planId));
    expect(await state()).toBe('cancelled');
  });

  /** Does `other` while `first` has not ended yet: `other` has to wait for it. */
  async function whileNotEnded(first: Work<void>, other: Work<void>): Promise<void> {
    let ended: Promise<void> | undefined;
    await inOne(async (tx) => {
      await first(tx);
      ended = somebodyElse(() => inOne(other));
      await eventually(async () => {
        const waiting = await tx.rows('SELECT pid FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))');
        expect(waiting).toHaveLength(1);
      }, 5_000);
    });
    await ended;
  }
  const insertMail = async (mailingId: string, state: 'unknown' | 'sending'): Promise<void> =>
    school.change(
      `INSERT INTO mail_item (school_id, id, mailing_id, person_id, address, message_id, state)
       SELECT school_id, $2, $3, id, email, 'm@x.example', $4 FROM person WHERE school_id = $1 AND given_name = 'Ann'`,
      [uuid(), mailingId, state],
    );
  const waitsAgain = `UPDATE mail_item SET state = 'waiting' WHERE school_id = $1`;

  it('goes on when one of its mails is put back just as the rollout ends', async () => {
    const one = plan();
    const id = await inOne((tx) => school.mailings.startForPlan(tx, one));
    await insertMail(id, 'unknown');
    await whileNotEnded(
      async (tx) => {
        await tx.rows('SELECT 1 FROM mailing WHERE school_id = $1 FOR UPDATE', [tx.schoolId]);
        await tx.rows(waitsAgain, [tx.schoolId]);
      },
      (tx) => school.mailings.finishForPlan(tx, one.planId),
    );
    expect((await school.view(id)).state).toBe('running');
  });

  it('cancels with the rollout a mail too that is put off at that moment', async () => {
    const one = plan();
    const id = await inOne((tx) => school.mailings.startForPlan(tx, one));
    await insertMail(id, 'sending');
    await whileNotEnded(
      async (tx) => {
        await new SendStore().holdMailing(tx, id);
        await tx.rows(waitsAgain, [tx.schoolId]);
      },
      (tx) => school.mailings.cancelForPlan(tx, one.planId),
    );
    expect((await school.view(id)).counts).toMatchObject({ waiting: 0, cancelled: 1 });
  });

  it('has nobody to ask for a date, so its template may not', async () => {
    const templateId = uuid();
    await school.templates.save(school.actor, {
      templateId,
      name: 'Dated',
      subject: text.subject,
      body: { en: '{{date}}', es: '{{date}}' },
      extraNames: ['date'],
      version: 0,
    });
    await expect(inOne((tx) => school.mailings.startForPlan(tx, { ...plan(), templateId }))).rejects.toMatchObject({
      code: 'mail_template.asks_for_fields',
    });
  });
});

describe('a template', () => {
  const template = (changes: object = {}) => ({
    templateId: uuid(),
    name: 'Welcome',
    subject: text.subject,
    body: text.body,
    extraNames: [],
    version: 0,
    ...changes,
  });

  it('is saved once when it is sent twice, and not over a change of somebody else', async () => {
    const sent = template();
    const saved = await school.templates.save(school.actor, sent);
    expect(await school.templates.save(school.actor, sent)).toEqual(saved);
    await school.templates.save(school.actor, { ...sent, name: 'Welcome!', version: 1 });
    await expect(school.templates.save(school.actor, { ...sent, name: 'Hi', version: 1 })).rejects.toMatchObject({
      code: 'mail_template.changed_meanwhile',
    });
    await expect(school.templates.save(school.actor, template({ name: 'Welcome!' }))).rejects.toMatchObject({
      code: 'mail_template.name_taken',
    });
  });

  it('is shown as a real person gets it, in their language, without a password', async () => {
    const [bo] = await school.rows<{ id: string }>(`SELECT id FROM person WHERE school_id = $1 AND given_name = 'Bo'`);
    const shown = await school.templates.preview(school.actor, {
      personId: bo?.id ?? '',
      subject: { en: 'x', es: 'Para {{preferredName}}' },
      body: { en: 'x', es: '{{password}} el {{date}}, <b>{{familyName}}</b>' },
      extra: [{ name: 'date', en: 'May 3', es: '3 de mayo' }],
    });
    expect(shown).toMatchObject({
      to: 'bo@x.example',
      language: 'es',
      subject: 'Para Bo',
      body: '•••••••••• el 3 de mayo, <b>Li</b>',
      missing: [],
    });
  });
});
