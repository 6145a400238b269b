import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as Ldap } from 'ldapts';
import { v7 as uuid } from 'uuid';
import { Client } from '../support/client.js';
import { demoPassword } from '../support/demo-password.js';
import { MailServer } from '../support/mail-server.js';
import { hasNginx, howToGetNginx } from '../support/nginx.js';
import { hasRedis, howToGetRedis } from '../support/redis.js';
import { foundRolloutSchool, until } from '../support/rollout-school.js';
import { base, hasSlapd, howToGetSlapd, startSlapd, type TestSlapd } from '../support/slapd.js';
import { embeddedTarget, scaledTarget, type Part, type Target } from './campaign/target.js';

/** For a school of the size it is made for: ROLLOUT_STUDENTS=4200 npm test -- test/faults/rollout-killed */
const students = Number(process.env['ROLLOUT_STUDENTS'] ?? 84);
/** As with a provider of 2,000 a day and 4,200 students: two full days and the rest on the third. */
const mailsADay = Math.ceil((students / 4_200) * 2_000);
const kills = 12;
const patience = Math.max(120_000, students * 400);

type Victim = Part | 'redis';
interface Profile {
  readonly title: string;
  readonly start: () => Promise<Target>;
  readonly victims: readonly Victim[];
  readonly needs: readonly string[];
}
const slapdNeeded = hasSlapd ? [] : [howToGetSlapd];
const profiles: readonly Profile[] = [
  { title: 'embedded', start: () => embeddedTarget(), victims: ['worker', 'postgres', 'worker', 'api'], needs: slapdNeeded },
  {
    title: 'scaled',
    start: () => scaledTarget(),
    victims: ['worker', 'redis', 'postgres', 'worker', 'api'],
    needs: [...slapdNeeded, ...(hasRedis ? [] : [howToGetRedis]), ...(hasNginx ? [] : [howToGetNginx])],
  },
];

describe.each(profiles)('a rollout whose processes are killed a dozen times, $title $needs', ({ start, victims, needs }) => {
  const here = needs.length === 0 ? it : it.skip;
  let target: Target;
  let slapd: TestSlapd;
  let mails: MailServer;
  let admin: Client;
  let schoolId: string;
  /** Mails the provider took since the last day began, and what it refused because of its cap. */
  let taken = 0;
  let overCap = 0;
  const deadAddresses = new Set<string>();

  beforeAll(async () => {
    if (needs.length > 0) return;
    [target, slapd] = await Promise.all([start(), startSlapd()]);
    mails = await MailServer.start({
      behave: (to) => {
        if (to === '') return undefined;
        if (deadAddresses.has(to)) return { at: 'recipient', say: '550 5.1.1 The email account that you tried to reach does not exist' };
        return undefined;
      },
    });
    admin = new Client(target.base);
    await admin.call('signIn', { email: 'admin@demo.example', password: demoPassword });
    ({ schoolId } = await foundRolloutSchool(admin, students, { slapd, mails, mailsADay }));
  }, 240_000);
  afterAll(async () => {
    if (needs.length > 0) return;
    await target.stop();
    await Promise.all([slapd.stop(), mails.stop()]);
  }, 60_000);

  const query = <R extends Record<string, unknown>>(sql: string) => target.sql<R>(sql, [schoolId]);
  const count = async (of: string) => (await query<{ n: number }>(`SELECT count(*)::int AS n FROM ${of}`))[0]?.n ?? 0;

  /** Ends one process as a power cut would, and waits until Firstbell is there again by itself. */
  async function kill(victim: Victim, round: number): Promise<void> {
    const killedAt = new Date();
    if (victim === 'redis') {
      await target.topology?.redis.kill();
      await target.topology?.redis.start();
    } else {
      // None while it is being started again after the last time.
      await until(() => Promise.resolve(target.pidsOf(victim).length > 0), `a process of ${victim}`);
      const pids = target.pidsOf(victim);
      const pid = pids[round % pids.length];
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    }
    await until(async () => (await fetch(`${target.base}/health/ready`)).ok, 'Firstbell to be there again');
    if (victim !== 'api') await until(() => leasesEnd(killedAt), 'the leases of that moment to end');
  }

  /** What was under way when a process died is free when its lease is over, in minutes; they are passed here. */
  async function leasesEnd(takenBefore: Date): Promise<boolean> {
    for (const [table, seconds] of [
      ['directory_account', 90],
      ['mail_item', 300],
    ] as const) {
      await target.sql(
        `UPDATE ${table} SET lease_until = now() WHERE school_id = $1 AND lease_until <= $2::timestamptz + interval '${seconds} seconds'`,
        [schoolId, takenBefore],
      );
    }
    return true;
  }

  /** Tomorrow: what was sent is a day older, and a pause until then is over. */
  async function nextDay(): Promise<void> {
    overCap += Math.max(0, mails.received.length - taken - mailsADay);
    taken = mails.received.length;
    await query(`UPDATE mail_spent SET at = at - interval '1 day' WHERE school_id = $1`);
    await query(
      `UPDATE mail_item SET sent_at = sent_at - interval '1 day', lease_until = lease_until - interval '1 day' WHERE school_id = $1`,
    );
    await query(`UPDATE mail_sender SET paused_until = NULL WHERE school_id = $1`);
  }

  /** What is left when it takes too long. */
  async function tellWhere(error: unknown): Promise<never> {
    const left =
      await query(`SELECT 'account' AS what, state, count(*)::int, min(retry_at) AS retry_at, max(lease_until) AS lease_until, min(reason) AS reason
        FROM directory_account WHERE school_id = $1 GROUP BY state
      UNION ALL SELECT 'mail', state, count(*)::int, min(retry_at), max(lease_until), min(reason) FROM mail_item WHERE school_id = $1 GROUP BY state
      UNION ALL SELECT 'sender', coalesce(pause_code, 'sends'), count(*)::int, min(paused_until), NULL, min(pause_reason)
        FROM mail_sender WHERE school_id = $1 GROUP BY pause_code
      UNION ALL SELECT 'mailing', state, count(*)::int, NULL, NULL, NULL FROM mailing WHERE school_id = $1 GROUP BY state`);
    throw new Error(`${error instanceof Error ? error.message : String(error)} ${JSON.stringify(left)}`);
  }

  const atRest = async () =>
    (await count(`directory_account WHERE school_id = $1 AND state = 'wanted'`)) === 0 &&
    ((await count(`mail_item WHERE school_id = $1 AND state IN ('waiting', 'sending')`)) === 0 ||
      (await count(`mail_spent WHERE school_id = $1 AND at > now() - interval '1 day'`)) >= mailsADay);

  here(
    'makes every account and sends every mail once, over three days under the cap, and reports exactly what failed',
    async () => {
      const planted = await query<{ email: string }>(
        `SELECT email FROM person WHERE school_id = $1 AND roles = '{student}' AND email IS NOT NULL ORDER BY source_id LIMIT 3`,
      );
      for (const { email } of planted) deadAddresses.add(email);
      expect(deadAddresses.size).toBe(3);

      const planId = uuid();
      await admin.call('createRollout', {
        id: planId,
        name: 'Fall hand-out',
        direction: 'hand_out',
        steps: ['account', 'credentials', 'hand_out'],
        credentials: 'mail',
        templateId: null,
        audience: { kind: 'all', values: [] },
        video: null,
        basics: null,
        lanes: [],
      });
      await admin.call('moveRollout', { planId, requestId: uuid(), move: 'start' });

      for (let n = 0; n < kills; n += 1) {
        await sleep(Math.random() * Math.max(1_500, students * 3));
        await kill(victims[n % victims.length] ?? 'worker', n);
        if (await atRest().catch(() => false)) await nextDay();
      }
      const isSettled = async () => (await count(`mail_item WHERE school_id = $1 AND state IN ('waiting', 'sending')`)) === 0;
      for (let day = 0; day < 4; day += 1) {
        await until(atRest, 'the day to be done', patience).catch(tellWhere);
        await nextDay();
      }
      await until(isSettled, 'the last mail', patience).catch(tellWhere);

      // What nobody can know is decided by a person, here by looking whether the mail is there.
      const arrived = new Set(mails.received.map(({ messageId }) => messageId));
      const unknown = await query<{ id: string; message_id: string; version: number }>(
        `SELECT id, message_id, version FROM mail_item WHERE school_id = $1 AND state = 'unknown'`,
      );
      for (const { id, message_id: messageId, version } of unknown) {
        await admin.call('decideMailItem', {
          itemId: id,
          requestId: uuid(),
          version,
          decision: arrived.has(messageId) ? 'arrived' : 'again',
        });
      }
      await until(isSettled, 'what was decided to be sent again', patience).catch(tellWhere);
      const areAllSent = async () => (await count(`mail_item WHERE school_id = $1 AND state = 'sent'`)) === students - 3;
      await until(areAllSent, 'all mails', patience).catch(tellWhere);

      const entries = await slapd.asRoot((ldap) =>
        ldap.search(base, { scope: 'one', filter: '(employeeNumber=*)', attributes: ['employeeNumber'], paged: true }),
      );
      const numbers = entries.searchEntries.map(({ employeeNumber }) => String(employeeNumber));
      expect([numbers.length, new Set(numbers).size]).toEqual([students, students]);
      expect(await count(`directory_account WHERE school_id = $1 AND state = 'ready'`)).toBe(students);

      const recipients = mails.received.map(({ to }) => to);
      expect([recipients.length, new Set(recipients).size]).toEqual([students - 3, students - 3]);
      expect(overCap).toBe(0);

      const { exceptions } = await admin.call('listRolloutExceptions', { planId });
      expect(exceptions.map(({ kind, reason }) => [kind, reason])).toEqual(Array(3).fill(['mail', 'mail.bad_address']));
      expect(await count(`credential WHERE school_id = $1 AND sealed IS NOT NULL`)).toBe(3);

      // And the passwords are those of the accounts.
      for (const mail of mails.received.slice(0, 5)) {
        const username = /User name: (\S+)|Nombre de usuario: (\S+)/.exec(mail.raw);
        const password = /One-time password: (\S+)|Contraseña de un solo uso: (\S+)/.exec(mail.raw);
        const ldap = new Ldap({ url: slapd.url });
        await ldap.bind(`uid=${username?.[1] ?? username?.[2] ?? ''},${base}`, password?.[1] ?? password?.[2] ?? '');
        await ldap.unbind();
      }
      console.log(
        `${students} accounts and ${recipients.length} mails after ${kills} kills; ${unknown.length} mails of unknown outcome were decided by hand.`,
      );
    },
    3_600_000,
  );
});
