import { Inject, Injectable } from '@nestjs/common';
import type { JobOutcome, JobPayload } from '@firstbell/contracts/jobs';
import { Database, EnteredServers, isWrongKey, Sealing, whenReachable, type Tx } from '@firstbell/platform';
import { Credentials } from '@firstbell/directory';
import { MailingsStore } from '../mailings/mailings.store.js';
import { accessOf } from '../sender/sender-secret.js';
import { AccessTokens } from '../smtp/access-tokens.js';
import { composeMail } from '../smtp/compose-mail.js';
import { KeptLink } from '../smtp/kept-link.js';
import { outcomeOf, type Outcome } from '../smtp/outcome.rules.js';
import { SmtpFailed, type SmtpFailure } from '../smtp/smtp-failure.js';
import { SMTP_PATIENCE, SmtpLink, type SmtpPatience } from '../smtp/smtp-link.js';
import { preparedMail, type PasswordToSend, type Prepared } from './prepared-mail.rules.js';
import { SendStore, type ClaimedItem, type SenderRow, type Settlement } from './send.store.js';

/** Mails one job sends on its connection before it makes room for others. */
const mailsARun = 100;
const runMs = 8_000;

interface Claim {
  readonly item: ClaimedItem;
  readonly sender: SenderRow;
  readonly secret: PasswordToSend;
}

type Ending =
  | { readonly kind: 'sent'; readonly detail: string }
  | { readonly kind: 'not_sendable'; readonly prepared: Extract<Prepared, { kind: 'not_sendable' }> }
  | { readonly kind: 'failed'; readonly failure: SmtpFailure };

/**
 * Sends mails, each at most once. A mail is marked as being sent and counted against the caps before the server hears of
 * it; what became of it is written afterwards in one transaction, together with the claim of the next. A connection is
 * open only while its job holds such a mark, so the provider's limit of connections holds over all workers.
 */
@Injectable()
export class MailSending {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly store: SendStore,
    private readonly mailings: MailingsStore,
    private readonly credentials: Credentials,
    private readonly tokens: AccessTokens,
    private readonly servers: EnteredServers,
    @Inject(SMTP_PATIENCE) private readonly patience: SmtpPatience,
  ) {}

  /** The handler of the job `mailing.send`. */
  async handle({ schoolId, subjectId }: JobPayload<'mailing.send'>): Promise<JobOutcome> {
    await this.lapse(schoolId, subjectId);
    const claim = await this.database.transaction(schoolId, (tx) => this.claim(tx, subjectId));
    // Sent already, no room just now, or another worker has it: `due` looks again in a moment.
    if (claim !== undefined) await this.run(schoolId, claim);
    return { kind: 'done' };
  }

  private async lapse(schoolId: string, itemId: string): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      const lapsed = await this.store.lapse(tx, itemId);
      if (lapsed === undefined) return;
      await tx.append({
        type: 'mail_item.failed',
        subjectType: 'mail_item',
        subjectId: itemId,
        version: lapsed.version,
        actorId: null,
        data: { reason: 'worker_stopped' },
      });
      await this.mailings.tellProgress(tx, lapsed.mailing_id, true);
      await this.mailings.finishIfDone(tx, lapsed.mailing_id);
    });
  }

  private async claim(tx: Tx, itemId: string | null): Promise<Claim | undefined> {
    const sender = await this.store.lockSender(tx);
    if (sender === undefined) return undefined;
    const item = await this.store.claim(tx, itemId);
    if (item === undefined) return undefined;
    return { item, sender, secret: await this.passwordFor(tx, item) };
  }

  private async passwordFor(tx: Tx, item: ClaimedItem): Promise<PasswordToSend> {
    if (item.credential_id === null) return { kind: 'none' };
    try {
      const password = await this.credentials.openForDelivery(tx, item.credential_id);
      return password === null ? { kind: 'gone' } : { kind: 'open', password };
    } catch (error) {
      if (isWrongKey(error)) return { kind: 'unreadable' };
      throw error;
    }
  }

  /** One mail after the other, on one connection, until there is no more room or none left. */
  private async run(schoolId: string, first: Claim): Promise<void> {
    const until = Date.now() + runMs;
    const link = new KeptLink((sender: SenderRow) =>
      SmtpLink.open(accessOf(this.sealing, schoolId, sender), this.tokens, this.servers, this.patience),
    );
    let claim: Claim | undefined = first;
    try {
      for (let mails = 1; claim !== undefined; mails += 1) {
        const current: Claim = claim;
        const ending = await this.carryOut(link, current);
        const more = mails < mailsARun && Date.now() < until;
        // A person would have to find out what became of it. A first time that was committed unheard may have claimed a mail already.
        const next = await whenReachable((again) => this.settle(schoolId, current, ending, more && !again));
        claim = next.claim;
        if (ending.kind === 'failed') await link.afterFailure(next.goOn);
      }
    } finally {
      link.close();
    }
  }

  private async carryOut(link: KeptLink<SenderRow>, { item, secret, sender }: Claim): Promise<Ending> {
    const prepared = preparedMail(item, secret);
    if (prepared.kind === 'not_sendable') return { kind: 'not_sendable', prepared };
    const from = { name: sender.config.fromName, address: sender.config.fromAddress };
    const message = await composeMail({ ...prepared, messageId: item.message_id, from });
    try {
      return { kind: 'sent', detail: await link.send(sender, { from: from.address, to: item.mail_address, message }) };
    } catch (error) {
      if (!(error instanceof SmtpFailed)) throw error;
      return { kind: 'failed', failure: error.failure };
    }
  }

  /** Writes what became of the mail, and claims the next in the same transaction. */
  private async settle(
    schoolId: string,
    claim: Claim,
    ending: Ending,
    more: boolean,
  ): Promise<{ claim: Claim | undefined; goOn: boolean }> {
    return this.database.transaction(schoolId, async (tx) => {
      const { item } = claim;
      await this.store.holdMailing(tx, item.mailing_id);
      const outcome =
        ending.kind === 'failed'
          ? outcomeOf(ending.failure, { attempt: item.attempt, oldestLeavesInMs: await this.store.oldestLeavesInMs(tx, item.id) })
          : null;
      await this.write(tx, item, ending, outcome);
      if (outcome?.pause && ending.kind === 'failed') await this.pause(tx, { ...outcome.pause, detail: ending.failure.text });
      const next = more && outcome?.pause == null ? await this.claim(tx, null) : undefined;
      await this.mailings.tellProgress(tx, item.mailing_id, next === undefined);
      if (next === undefined) await this.mailings.finishIfDone(tx, item.mailing_id);
      return { claim: next, goOn: outcome?.goOn ?? true };
    });
  }

  private async write(tx: Tx, item: ClaimedItem, ending: Ending, outcome: Outcome | null): Promise<void> {
    const to = settlementOf(ending, outcome);
    const settled = await this.store.settle(tx, item, to);
    if (settled === undefined) return;
    const sent = settled.state === 'sent';
    if (sent && item.credential_id !== null) await this.credentials.delivered(tx, item.credential_id, 'mail', null);
    await tx.append({
      type: sent ? 'mail_item.sent' : 'mail_item.failed',
      subjectType: 'mail_item',
      subjectId: item.id,
      version: settled.version,
      actorId: null,
      data: { mailingId: item.mailing_id, state: settled.state, reason: to.reason },
    });
  }

  private async pause(tx: Tx, pause: { ms: number; trouble: NonNullable<Outcome['pause']>['trouble']; detail: string }): Promise<void> {
    const version = await this.store.pause(tx, pause);
    if (version === undefined) return;
    await tx.append({
      type: 'mail_sender.paused',
      subjectType: 'mail_sender',
      subjectId: tx.schoolId,
      version,
      actorId: null,
      data: { trouble: pause.trouble },
    });
  }
}

function settlementOf(ending: Ending, outcome: Outcome | null): Settlement {
  const none = { detail: null, afterMs: 0, attempted: false, counts: false };
  if (ending.kind === 'sent') return { ...none, state: 'sent', reason: null, counts: true };
  if (ending.kind === 'not_sendable')
    return { ...none, state: ending.prepared.state, reason: ending.prepared.reason, detail: ending.prepared.detail };
  if (outcome === null) throw new Error('A failed conversation has an outcome.');
  const { mail } = outcome;
  return {
    state: mail.state,
    reason: mail.reason,
    detail: ending.failure.text,
    afterMs: mail.state === 'waiting' ? mail.afterMs : 0,
    attempted: mail.state === 'waiting' && outcome.pause === null,
    counts: mail.state === 'unknown',
  };
}
