import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jobs } from '@firstbell/contracts/jobs';
import type { MailItemState } from '@firstbell/contracts/mailing';
import { Pool } from 'pg';
import { MailServer, type Behaviour, type MailServerOptions } from '../../../../test/support/mail-server.js';
import { MailSchool } from '../../../../test/support/mail-school.js';
import { somebodyElse } from '../../../../test/support/somebody-else.js';

let school: MailSchool;
let relay: Pool;
let server: MailServer | undefined;

beforeAll(async () => {
  school = await MailSchool.start();
  relay = new Pool({ connectionString: school.own.relayUrl, max: 2 });
});
afterAll(async () => {
  await relay.end();
  await school.stop();
});
beforeEach(() => school.begin());
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function sendingTo(options: MailServerOptions = {}, caps: Parameters<MailSchool['setUpSender']>[1] = {}): Promise<MailServer> {
  server = await MailServer.start(options);
  await school.setUpSender(server.port, caps);
  return server;
}

/** The mails whose job should exist now, as the relay finds them. */
async function due(): Promise<string[]> {
  const { rows } = await relay.query<{ subject_id: string; school_id: string }>(jobs['mailing.send'].due);
  return rows.filter((row) => row.school_id === school.id).map((row) => row.subject_id);
}

/** Rounds of `due` with so many workers at once, until nothing is due. */
async function work(workers = 1): Promise<void> {
  for (let ids = await due(); ids.length > 0; ids = await due()) {
    const left = [...ids];
    await Promise.all(
      Array.from({ length: workers }, async () => {
        for (let id = left.shift(); id !== undefined; id = left.shift()) await school.sendJob(id);
      }),
    );
  }
}

const states = async () =>
  Object.fromEntries(
    (
      await school.rows<{ state: MailItemState; mails: number }>(
        'SELECT state, count(*)::int AS mails FROM mail_item WHERE school_id = $1 GROUP BY state',
      )
    ).map((row) => [row.state, row.mails]),
  );
const item = async () =>
  (
    await school.rows<{
      id: string;
      state: string;
      reason_code: string | null;
      reason: string | null;
      waits: number | null;
      attempt: number;
    }>(
      'SELECT id, state, reason_code, reason, attempt, extract(epoch FROM retry_at - now())::float8 AS waits FROM mail_item WHERE school_id = $1',
    )
  )[0];
const pause = async () =>
  (
    await school.rows<{ pause_code: string | null; hours: number | null }>(
      'SELECT pause_code, (extract(epoch FROM paused_until - now()) / 3600)::float8 AS hours FROM mail_sender WHERE school_id = $1',
    )
  )[0];
/** As if so much time had passed since everything that was sent. */
const hoursLater = (hours: number) =>
  school.change(
    `WITH sent AS (UPDATE mail_spent SET at = at - make_interval(mins => ($2::float8 * 60)::int) WHERE school_id = $1)
     UPDATE mail_sender SET paused_until = paused_until - make_interval(mins => ($2::float8 * 60)::int) WHERE school_id = $1`,
    [hours],
  );
const always = (behaviour: Behaviour) => (to: string) =>
  to === '' && behaviour.at !== 'connect' && behaviour.at !== 'from' ? undefined : behaviour;

describe('a mailing', () => {
  it('sends each person one mail, in their language, filled in, and is then done', async () => {
    const mails = await sendingTo();
    await school.people([
      { givenName: 'Ann', familyName: 'Reyes', email: 'ann@x.example', language: 'en' },
      { givenName: 'Íñigo', familyName: 'Peña', email: 'inigo@x.example', language: 'es' },
    ]);
    const mailing = await school.startMailing({
      subject: { en: 'For {{preferredName}}', es: 'Para {{preferredName}}' },
      body: { en: 'Hello {{givenName}} {{familyName}}.', es: 'Hola, {{givenName}} {{familyName}}.' },
    });
    await work();
    expect(await states()).toEqual({ sent: 2 });
    expect((await school.view(mailing.id)).state).toBe('done');
    const spanish = mails.received.find(({ to }) => to === 'inigo@x.example');
    expect(spanish?.raw).toContain('Subject: =?UTF-8?Q?Para_=C3=8D=C3=B1igo?=');
    expect(spanish?.raw).toContain('Content-Language: es');
    expect(mails.received.find(({ to }) => to === 'ann@x.example')?.raw).toContain('Hello Ann Reyes.');
    expect(new Set(mails.received.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it('sends many mails over few connections, and never more at once than the sender allows', async () => {
    const mails = await sendingTo({}, { connections: 2 });
    await school.manyPeople(120);
    await school.startMailing();
    await work(5);
    expect(await states()).toEqual({ sent: 120 });
    expect(new Set(mails.received.map(({ to }) => to)).size).toBe(120);
    expect(mails.mostConnections).toBeLessThanOrEqual(2);
    expect(mails.connections).toBeLessThan(60);
  });

  it('lists whoever has no address, and sends to them once the roster has one', async () => {
    const mails = await sendingTo();
    await school.people([{ givenName: 'No', familyName: 'Address', email: null }]);
    const mailing = await school.startMailing();
    await work();
    expect(await item()).toMatchObject({ state: 'bad_address', reason_code: 'no_address' });
    await school.change(`UPDATE person SET email = 'now@x.example' WHERE school_id = $1`);
    expect(await school.retry(mailing.id, 'bad_address')).toEqual({ queued: 1, stillWithoutAddress: 0 });
    await work();
    expect(mails.received.map(({ to }) => to)).toEqual(['now@x.example']);
  });

  it('sends nothing while it is paused, and nothing ever again once it is cancelled', async () => {
    const mails = await sendingTo();
    await school.manyPeople(3);
    const mailing = await school.startMailing();
    await school.step(mailing.id, 'pause');
    await work();
    expect(mails.received).toEqual([]);
    await school.step(mailing.id, 'cancel');
    await work();
    expect(await states()).toEqual({ cancelled: 3 });
    expect(mails.received).toEqual([]);
  });

  it('waits for a person where a field it uses is empty, instead of sending a gap', async () => {
    const mails = await sendingTo();
    await school.people([{ givenName: 'Ann', familyName: 'Reyes', email: 'ann@x.example', homeroom: null }]);
    await school.startMailing({ body: { en: 'Your homeroom: {{homeroom}}', es: 'Su salón: {{homeroom}}' } });
    await work();
    expect(await item()).toMatchObject({ state: 'needs_person', reason_code: 'field_missing', reason: 'homeroom' });
    expect(mails.received).toEqual([]);
  });
});

describe('a provider that says enough for today', () => {
  it.each([
    ['554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException', 'message'],
    ['550 5.1.90 Your message cannot be sent because you have reached your daily limit', 'recipient'],
    ['550 5.4.5 Daily user sending limit exceeded', 'message'],
    ['550 5.4.5 Daily user sending limit exceeded', 'recipient'],
    ['450 4.2.1 Daily SMTP relay limit exceeded', 'recipient'],
  ] as const)('%s at the %s makes the sender pause, and no address bad', async (say, at) => {
    await sendingTo({ behave: always({ at, say }) });
    await school.manyPeople(3);
    await school.startMailing();
    await work();
    expect(await states()).toEqual({ waiting: 3 });
    expect((await pause())?.pause_code).toBe('daily_cap');
    expect((await pause())?.hours).toBeCloseTo(1, 1);
  });

  it('goes on by itself when the pause is over', async () => {
    let full = true;
    const mails = await sendingTo({
      behave: (to) => (full && to !== '' ? { at: 'message', say: '550 5.4.5 Daily user sending limit exceeded' } : undefined),
    });
    await school.manyPeople(3);
    await school.startMailing();
    await work();
    full = false;
    await hoursLater(2);
    await work();
    expect(await states()).toEqual({ sent: 3 });
    expect(mails.received).toHaveLength(3);
  });
});

describe('a refusal', () => {
  it.each([
    ['550 5.1.1 No such user here', 'recipient', 'bad_address', 'bad_address'],
    ['553 5.1.3 Bad destination mailbox address syntax', 'recipient', 'bad_address', 'bad_address'],
    ['550 5.7.1 Blocked by policy', 'recipient', 'needs_person', 'recipient_refused'],
    ['552 5.2.2 Mailbox full', 'recipient', 'needs_person', 'recipient_refused'],
    ['554 5.6.0 Message content rejected', 'message', 'needs_person', 'content_refused'],
  ] as const)('%s at the %s: %s', async (say, at, state, reason) => {
    const mails = await sendingTo({ behave: always({ at, say }) });
    await school.manyPeople(1);
    await school.startMailing();
    await work();
    expect(await item()).toMatchObject({ state, reason_code: reason });
    expect((await item())?.reason).toContain(say.slice(4));
    expect((await pause())?.pause_code).toBeNull();
    expect(mails.received).toEqual([]);
    expect(await school.rows('SELECT 1 FROM mail_spent WHERE school_id = $1')).toEqual([]);
  });

  it('of one address holds up nobody else, and goes on over the same connection', async () => {
    const mails = await sendingTo(
      { behave: (to) => (to.startsWith('person1@') ? { at: 'recipient', say: '550 5.1.1 No such user' } : undefined) },
      { connections: 1 },
    );
    await school.manyPeople(5);
    await school.startMailing();
    await work();
    expect(await states()).toEqual({ sent: 4, bad_address: 1 });
    expect(mails.connections).toBe(1);
  });

  it.each([
    ['432 4.3.2 Concurrent connections limit exceeded', 'recipient'],
    ['421 4.7.0 Try again later, closing connection', 'connect'],
    ['454 4.7.0 Too many login attempts', 'from'],
  ] as const)('%s at the %s: the sender waits a minute, the mail is not to blame', async (say, at) => {
    await sendingTo({ behave: always({ at, say }) });
    await school.manyPeople(1);
    await school.startMailing();
    await work();
    expect(await item()).toMatchObject({ state: 'waiting', attempt: 0 });
    expect((await pause())?.hours).toBeCloseTo(1 / 60, 2);
  });

  it('for now makes the mail wait, longer each time, or as long as it is told', async () => {
    let say = '451 4.3.0 Temporary failure';
    await sendingTo({ behave: (to) => (to === '' ? undefined : { at: 'recipient', say }) });
    await school.manyPeople(1);
    await school.startMailing();
    await work();
    expect(await item()).toMatchObject({ state: 'waiting', attempt: 1, reason_code: 'asked_to_wait' });
    expect((await item())?.waits).toBeCloseTo(60, -1);
    say = '451 4.3.0 Greylisted, try again in 7 minutes';
    await school.change('UPDATE mail_item SET retry_at = now() WHERE school_id = $1');
    await work();
    expect((await item())?.attempt).toBe(2);
    expect((await item())?.waits).toBeCloseTo(420, -1);
  });

  it('of the sign-in pauses the sender and says so', async () => {
    await sendingTo({ signIn: () => false });
    await school.manyPeople(2);
    await school.startMailing();
    await work();
    expect(await states()).toEqual({ waiting: 2 });
    expect((await pause())?.pause_code).toBe('sign_in_refused');
  });
});

describe('a connection that is lost', () => {
  it('before the message: the mail is tried again, and goes out once', async () => {
    let cut = true;
    const mails = await sendingTo({ behave: (to) => (cut && to !== '' ? { at: 'before_message', cut: true } : undefined) });
    await school.manyPeople(1);
    await school.startMailing();
    await work();
    expect(await item()).toMatchObject({ state: 'waiting', reason_code: 'lost' });
    cut = false;
    await school.change('UPDATE mail_item SET retry_at = now() WHERE school_id = $1');
    await work();
    expect(await states()).toEqual({ sent: 1 });
    expect(mails.received).toHaveLength(1);
  });

  it.each([
    ['cut', { at: 'after_message', cut: true }],
    ['silent', { at: 'after_message', hang: true }],
  ] as const)('%s once the server has the message: nobody knows, so a person decides', async (_, behaviour) => {
    const mails = await sendingTo({ behave: (to) => (to === '' ? undefined : behaviour) });
    await school.manyPeople(1);
    const mailing = await school.startMailing();
    await work();
    await hoursLater(100);
    await work();
    expect(await item()).toMatchObject({ state: 'unknown', reason_code: 'lost_after_data' });
    expect(mails.received).toHaveLength(1);
    expect(await school.rows('SELECT 1 FROM mail_spent WHERE school_id = $1')).toHaveLength(1);
    const [unknown] = (await school.items(mailing.id)).items;
    expect(await school.decide(unknown, 'arrived')).toMatchObject({ state: 'sent' });
    await expect(school.decide(unknown, 'again')).rejects.toMatchObject({ code: 'mail_item.decided' });
    await work();
    expect(mails.received).toHaveLength(1);
  });

  it('is sent again only when somebody says so, under the same Message-ID', async () => {
    let cut = true;
    const mails = await sendingTo({ behave: (to) => (cut && to !== '' ? { at: 'after_message', cut: true } : undefined) });
    await school.manyPeople(1);
    const mailing = await school.startMailing();
    await work();
    cut = false;
    const [unknown] = (await school.items(mailing.id)).items;
    await school.decide(unknown, 'again');
    await work();
    expect(await states()).toEqual({ sent: 1 });
    expect(mails.received).toHaveLength(2);
    expect(new Set(mails.received.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('after a mail was taken: the next goes over another one, and none has to wait', async () => {
    const mails = await sendingTo({ behave: always({ at: 'taken', cut: true }) });
    await school.manyPeople(4);
    await school.startMailing();
    await work();
    expect(await states()).toEqual({ sent: 4 });
    expect(await item()).toMatchObject({ attempt: 0 });
    expect([mails.received.length, mails.connections > 1]).toEqual([4, true]);
  });

  it('is known to be sent though PostgreSQL went away as the server took it', async () => {
    const superuser = new Pool({ connectionString: school.own.superuserUrl, max: 1 });
    const takesConnections = (limit: number) => superuser.query(`ALTER DATABASE ${school.own.name} CONNECTION LIMIT ${String(limit)}`);
    let back: Promise<unknown> | undefined;
    const goAway = async () => {
      if (back !== undefined) return;
      await takesConnections(0);
      await superuser.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'firstbell_app'`,
      );
      back = sleep(700).then(() => takesConnections(-1));
    };
    const mails = await sendingTo({ beforeTaking: goAway });
    await school.manyPeople(2);
    await school.startMailing();
    await work();
    await back;
    await superuser.end();
    expect(await states()).toEqual({ sent: 2 });
    expect(mails.received).toHaveLength(2);
  });
});

describe('a worker that dies', () => {
  it('between the server’s yes and the row: the mail becomes unknown, and is not sent again by itself', async () => {
    const mails = await sendingTo();
    await school.manyPeople(1);
    await school.startMailing();
    await school.claimAndDie();
    await work();
    expect(await states()).toEqual({ sending: 1 });
    await school.change(`UPDATE mail_item SET lease_until = now() - interval '1 second' WHERE school_id = $1`);
    await work();
    expect(await item()).toMatchObject({ state: 'unknown', reason_code: 'worker_stopped' });
    await work();
    expect(mails.received).toEqual([]);
  });

  it('and comes back late tells what it knows, unless the mail was claimed anew', async () => {
    await sendingTo();
    await school.manyPeople(1);
    const mailing = await school.startMailing();
    const late = await school.claimAndDie();
    await school.change(`UPDATE mail_item SET lease_until = now() - interval '1 second' WHERE school_id = $1`);
    await work();
    await late.settleAsSent();
    expect(await states()).toEqual({ sent: 1 });

    const [item2] = (await school.items(mailing.id)).items;
    await school.change(`UPDATE mail_item SET state = 'waiting', fence = fence + 1 WHERE school_id = $1`);
    await late.settleAsSent();
    expect(item2?.state).toBe('sent');
    expect(await states()).toEqual({ waiting: 1 });
  });
});

describe('the caps', () => {
  const most = (mails: readonly { at: number }[], windowMs: number): number =>
    Math.max(0, ...mails.map(({ at }) => mails.filter((other) => other.at > at - windowMs && other.at <= at).length));

  it('of a day hold over three days and two workers: nothing twice, nothing lost, never one too many', async () => {
    const mails = await sendingTo({}, { perDay: 20, perMinute: 1_000, connections: 3 });
    await school.manyPeople(50);
    const mailing = await school.startMailing();
    const perDay: number[] = [];
    for (let day = 0; day < 3; day += 1) {
      const before = mails.received.length;
      await work(2);
      perDay.push(mails.received.length - before);
      expect(await due()).toEqual([]);
      // Not before the window frees: 23 hours later still nothing may go out.
      await hoursLater(23);
      await work(2);
      await hoursLater(1.1);
    }
    expect(perDay).toEqual([20, 20, 10]);
    expect(new Set(mails.received.map(({ to }) => to)).size).toBe(50);
    expect((await school.view(mailing.id)).state).toBe('done');
  });

  it('of one mail a day sends one a day', async () => {
    const mails = await sendingTo({}, { perDay: 1, perMinute: 1 });
    await school.manyPeople(2);
    await school.startMailing();
    const round = async () => {
      for (const id of await due()) await school.sendJob(id);
    };
    await round();
    expect(mails.received).toHaveLength(1);
    await round();
    expect(mails.received).toHaveLength(1);
    await hoursLater(24.1);
    await round();
    expect(mails.received).toHaveLength(2);
  });

  it('of a minute hold with many workers at once, and across the restart of all of them', async () => {
    const mails = await sendingTo({}, { perMinute: 7, connections: 3 });
    await school.manyPeople(30);
    await school.startMailing();
    const [first] = await school.rows<{ id: string }>(`SELECT id FROM mail_item WHERE school_id = $1 ORDER BY id LIMIT 1`);
    const all = await school.rows<{ id: string }>('SELECT id FROM mail_item WHERE school_id = $1');
    // Every job there is, whatever `due` says, as a queue that was restored from yesterday would have them.
    await Promise.all(all.map(({ id }) => school.sendJob(id)));
    expect(mails.received).toHaveLength(7);
    await school.newWorker();
    await school.sendJob(first?.id ?? '');
    await work(3);
    expect(mails.received).toHaveLength(7);
    expect(most(mails.received, 60_000)).toBe(7);
    await hoursLater(0.02);
    await work(3);
    expect(mails.received).toHaveLength(14);
  });

  it('count a mail nobody knows about, and a test mail', async () => {
    const mails = await sendingTo(
      { behave: (to) => (to === 'person0@x.example' ? { at: 'after_message', cut: true } : undefined) },
      { perDay: 3 },
    );
    expect((await school.test('me@x.example')).ok).toBe(true);
    await school.manyPeople(5);
    await school.startMailing();
    await work();
    expect(await states()).toEqual({ unknown: 1, sent: 1, waiting: 3 });
    expect(mails.received).toHaveLength(3);
  });
});

describe('credentials', () => {
  const mailingOf = (planId: string) =>
    school.database.transaction(school.id, (tx) => school.mailings.startForPlan(tx, { planId, name: 'Fall', templateId: null }));

  it('go out with the mail of their rollout, and are gone from here in the same moment', async () => {
    const mails = await sendingTo();
    const plan = await school.planWithCredentials(3);
    await school.deliverJob(plan);
    await school.deliverJob(plan);
    expect(await states()).toEqual({ waiting: 3 });
    await work();
    expect(await states()).toEqual({ sent: 3 });
    for (const { raw } of mails.received) expect(raw).toMatch(/One-time password: \w+-\w+-\d{4}/);
    expect(await school.rows('SELECT delivery FROM credential WHERE school_id = $1 AND sealed IS NULL')).toEqual([
      { delivery: 'mail' },
      { delivery: 'mail' },
      { delivery: 'mail' },
    ]);
  });

  it.each([
    ['nobody, while the roster has no address of the student', null],
    ['nobody, while the roster has just the address they open', 'PERSON0@students.school.example'],
  ])('are mailed to %s: they stay for the slip, also when somebody tries again', async (_, email) => {
    const mails = await sendingTo();
    const plan = await school.planWithCredentials(1);
    await school.change(`UPDATE directory_account SET address = 'person0@students.school.example' WHERE school_id = $1`);
    await school.change('UPDATE person SET email = $2 WHERE school_id = $1', [email]);
    await school.deliverJob(plan);
    await work();
    expect(await item()).toMatchObject({ state: 'bad_address', reason_code: 'no_address' });
    const [mailing] = await school.rows<{ id: string }>('SELECT id FROM mailing WHERE school_id = $1');
    expect(await school.retry(mailing?.id ?? '', 'bad_address')).toEqual({ queued: 0, stillWithoutAddress: 1 });
    await work();
    expect(mails.received).toEqual([]);
    expect(await school.rows('SELECT delivered_at FROM credential WHERE school_id = $1 AND sealed IS NOT NULL')).toEqual([
      { delivered_at: null },
    ]);
  });

  it('stay sealed while nobody knows, until a person says that the mail arrived', async () => {
    await sendingTo({ behave: (to) => (to === '' ? undefined : { at: 'after_message', cut: true }) });
    const plan = await school.planWithCredentials(1);
    await school.deliverJob(plan);
    await work();
    const open = () => school.rows('SELECT 1 FROM credential WHERE school_id = $1 AND sealed IS NOT NULL');
    expect(await open()).toHaveLength(1);
    const [mailing] = await school.rows<{ id: string }>('SELECT id FROM mailing WHERE school_id = $1');
    const [unknown] = (await school.items(mailing?.id ?? '')).items;
    await school.decide(unknown, 'arrived');
    expect(await open()).toEqual([]);
  });

  it('made after their mailing was cancelled are told as cancelled, so that slips are printed for them', async () => {
    await sendingTo();
    const plan = await school.planWithCredentials(2);
    const id = await mailingOf(plan);
    await school.service.step(school.actor, id, 'cancel');
    await school.deliverJob(plan);
    expect(await states()).toEqual({ cancelled: 2 });
    expect((await school.view(id)).state).toBe('cancelled');
  });

  it('are told as cancelled too when the mailing is cancelled at that moment', async () => {
    await sendingTo();
    const plan = await school.planWithCredentials(2);
    await mailingOf(plan);
    let delivered: Promise<unknown> = Promise.resolve();
    await school.database.transaction(school.id, async (tx) => {
      await school.mailings.cancelForPlan(tx, plan);
      delivered = somebodyElse(() => school.deliverJob(plan));
      await Promise.race([delivered, sleep(300)]);
    });
    await delivered;
    expect(await states()).toEqual({ cancelled: 2 });
  });

  it('that were printed meanwhile are not mailed as well', async () => {
    const mails = await sendingTo();
    const plan = await school.planWithCredentials(1);
    await school.deliverJob(plan);
    const [credential] = await school.rows<{ id: string }>('SELECT id FROM credential WHERE school_id = $1');
    await school.deliverBySlip(credential?.id ?? '');
    await work();
    expect(await item()).toMatchObject({ state: 'cancelled', reason_code: 'credential_gone' });
    expect(mails.received).toEqual([]);
  });

  it('of a paused rollout wait', async () => {
    const mails = await sendingTo();
    const plan = await school.planWithCredentials(2);
    await school.deliverJob(plan);
    await school.database.transaction(school.id, (tx) => school.mailings.pauseForPlan(tx, plan));
    await work();
    expect(mails.received).toEqual([]);
    await school.database.transaction(school.id, (tx) => school.mailings.resumeForPlan(tx, plan));
    await work();
    expect(mails.received).toHaveLength(2);
  });
});
