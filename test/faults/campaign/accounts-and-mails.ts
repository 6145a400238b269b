import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { Client } from '../../support/client.js';
import { CuttableLink } from '../../support/cuttable-link.js';
import { demoPassword } from '../../support/demo-password.js';
import { MailServer } from '../../support/mail-server.js';
import { foundRolloutSchool } from '../../support/rollout-school.js';
import { base, startSlapd, type TestSlapd } from '../../support/slapd.js';
import { allTakenUp } from './all-taken-up.js';
import { repeated, type Ledger } from './ledger.js';
import type { Target } from './target.js';
import { untilAnswered } from './until-answered.js';

const mailsADay = 10_000;
const text = (said: string) => ({ en: said, es: said });

/**
 * A second school of the installation, whose students get accounts in a real directory and mails by a real mail server. Between
 * the worker and both are links that can be cut.
 */
export class AccountsAndMails {
  private readonly wished = new Set<string>();
  private readonly mailed = new Set<string>();
  private working: Promise<void> = Promise.resolve();
  private going = false;

  private constructor(
    private readonly target: Target,
    private readonly admin: Client,
    private readonly schoolId: string,
    private readonly slapd: TestSlapd,
    private readonly mails: MailServer,
    readonly links: Readonly<Record<'directory' | 'mail', CuttableLink>>,
  ) {}

  static async open(target: Target): Promise<AccountsAndMails> {
    const [slapd, mails] = await Promise.all([startSlapd(), MailServer.start()]);
    const links = { directory: await CuttableLink.to(Number(new URL(slapd.url).port)), mail: await CuttableLink.to(mails.port) };
    const admin = new Client(target.base, 10_000);
    await admin.call('signIn', { email: 'admin@demo.example', password: demoPassword });
    const servers = { slapd: { url: links.directory.through(slapd.url) }, mails: { port: links.mail.port }, mailsADay };
    const { schoolId } = await foundRolloutSchool(admin, 1, servers);
    return new AccountsAndMails(target, admin, schoolId, slapd, mails, links);
  }

  start(): void {
    this.going = true;
    this.working = (async () => {
      for (; this.going; await sleep(2_500)) await this.wishAndWrite();
    })();
  }

  async rest(): Promise<void> {
    this.going = false;
    await this.working;
  }

  /** Once all is settled: entries of the directory and mails that arrived, against what was acknowledged. */
  async ledger(): Promise<Ledger> {
    await this.settle();
    const { searchEntries } = await this.slapd.asRoot((ldap) =>
      ldap.search(base, { scope: 'one', filter: '(employeeNumber=*)', attributes: ['employeeNumber'], paged: true }),
    );
    const entries = searchEntries.map(({ employeeNumber }) => String(employeeNumber));
    const ready = await this.sql<{ person_id: string }>(`SELECT person_id FROM directory_account WHERE school_id = $1 AND state = 'ready'`);
    const made = new Set(ready.map((row) => row.person_id));
    const arrived = this.mails.received.map(({ to }) => to);
    const saidSent = await this.sql<{ address: string }>(`SELECT address FROM mail_item WHERE school_id = $1 AND state = 'sent'`);
    return {
      acknowledged: this.wished.size + this.mailed.size,
      lost: [
        ...[...this.wished].filter((id) => !entries.includes(id) || !made.has(id)).map((id) => `account of ${id}`),
        ...[...this.mailed].filter((to) => !arrived.includes(to)).map((to) => `mail to ${to}`),
      ],
      doubled: [...repeated(entries).map((id) => `account of ${id}`), ...repeated(arrived).map((to) => `mail to ${to}`)],
      untrue: saidSent.filter(({ address }) => !arrived.includes(address)).map(({ address }) => `mail to ${address} was not sent`),
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.links.directory.stop(), this.links.mail.stop()]);
    await Promise.all([this.slapd.stop(), this.mails.stop()]);
  }

  private async wishAndWrite(): Promise<void> {
    const [requestId, mailingId] = [uuid(), uuid()];
    const people = await untilAnswered(() =>
      this.sql<{ id: string; email: string }>(
        `INSERT INTO person (school_id, id, given_name, family_name, search_name, email, roles)
         SELECT $1, id, 'New', substr(md5(id::text), 1, 10), 'new student', id || '@students.example', '{student}'
         FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, 3)) AS new RETURNING id, email`,
      ),
    );
    await untilAnswered(() => this.admin.call('wantAccounts', { requestId }));
    for (const { id } of people) this.wished.add(id);
    const audience = { personIds: people.map(({ id }) => id) };
    const mailing = { name: 'News', subject: text('News'), body: text('School begins.'), audience, people: people.length };
    await untilAnswered(() => this.admin.call('startMailing', { id: mailingId, ...mailing }));
    for (const { email } of people) this.mailed.add(email);
  }

  /** The pauses of a minute after something could not be reached are passed; what nobody can know is decided by looking. */
  private async settle(): Promise<void> {
    await allTakenUp(async () => {
      await this.passPauses();
      await this.decide();
      const [row] = await this.sql<{ n: number }>(
        `SELECT (SELECT count(*) FROM directory_account WHERE school_id = $1 AND state = 'wanted')::int
           + (SELECT count(*) FROM mail_item WHERE school_id = $1 AND state IN ('waiting', 'sending', 'unknown'))::int AS n`,
      );
      return row?.n ?? 0;
    });
  }

  private async passPauses(): Promise<void> {
    for (const table of ['directory_provider', 'mail_sender'])
      await this.sql(`UPDATE ${table} SET paused_until = NULL WHERE school_id = $1 AND paused_until IS NOT NULL`);
    for (const table of ['directory_account', 'mail_item'])
      await this.sql(`UPDATE ${table} SET retry_at = NULL WHERE school_id = $1 AND retry_at IS NOT NULL`);
  }

  private async decide(): Promise<void> {
    const arrived = new Set(this.mails.received.map(({ messageId }) => messageId));
    const unknown = await this.sql<{ id: string; message_id: string; version: number }>(
      `SELECT id, message_id, version FROM mail_item WHERE school_id = $1 AND state = 'unknown'`,
    );
    for (const { id: itemId, message_id: messageId, version } of unknown) {
      const decision = arrived.has(messageId) ? 'arrived' : 'again';
      await this.admin.call('decideMailItem', { itemId, requestId: uuid(), version, decision });
    }
  }

  private sql<R extends Record<string, unknown>>(statement: string): Promise<R[]> {
    return this.target.sql<R>(statement, [this.schoolId]);
  }
}
