import { Injectable } from '@nestjs/common';
import type { MailSenderConfig, MailTrouble, MailItemState, MailReason } from '@firstbell/contracts/mailing';
import { statement, type Tx } from '@firstbell/platform';
import { accountOfPersonSql, personFieldsSql } from '../mailings/person-fields.sql.js';
import type { MailFacts } from './prepared-mail.rules.js';

/** How long a mail may take before nobody believes in it any more. Longer than a conversation can last. */
export const leaseSeconds = 300;

export interface SenderRow {
  readonly config: MailSenderConfig;
  readonly secret_sealed: Buffer | null;
  readonly max_connections: number;
  readonly version: number;
}

/** A mail that is ours to send: whoever holds the highest fence does, and no older one may write. */
export interface ClaimedItem extends MailFacts {
  readonly id: string;
  readonly mailing_id: string;
  readonly fence: number;
  readonly attempt: number;
  readonly message_id: string;
  readonly credential_id: string | null;
}

export interface Settlement {
  readonly state: MailItemState;
  readonly reason: MailReason | null;
  readonly detail: string | null;
  /** From now; for a mail that waits. */
  readonly afterMs: number;
  /** Whether it was put off by its own fault or the provider's wish. */
  readonly attempted: boolean;
  /** The provider has it, or may have. */
  readonly counts: boolean;
}

const lockSender = statement(
  'mail_sender.lock',
  `SELECT config, secret_sealed, max_connections, version FROM mail_sender
   WHERE school_id = $1 AND coalesce(paused_until, '-infinity') <= now() FOR UPDATE`,
);

/*
 * One statement, under the lock of the sender's row: room in both windows and a free connection, the mail, its count.
 * clock_timestamp, because this transaction may have waited for the lock.
 */
const claim = statement(
  'mail_item.claim',
  `WITH room AS MATERIALIZED (
    SELECT count(c.at) < s.per_day AND count(*) FILTER (WHERE c.at > clock_timestamp() - interval '1 minute') < s.per_minute
      AND (SELECT count(*) FROM mail_item b WHERE b.school_id = $1 AND b.state = 'sending' AND b.lease_until > clock_timestamp()) < s.max_connections AS free
    FROM mail_sender s LEFT JOIN mail_spent c ON c.school_id = s.school_id AND c.at > clock_timestamp() - interval '1 day'
    WHERE s.school_id = $1 GROUP BY s.school_id
  ), next AS MATERIALIZED (
    SELECT i.id FROM mail_item i JOIN mailing m ON m.school_id = i.school_id AND m.id = i.mailing_id
    WHERE (SELECT free FROM room) AND i.school_id = $1 AND ($2::uuid IS NULL OR i.id = $2) AND m.state = 'running' AND i.state = 'waiting'
      AND coalesce(i.retry_at, '-infinity') <= now()
    ORDER BY m.started_at, i.id LIMIT 1 FOR UPDATE OF i SKIP LOCKED
  ), claimed AS (
    UPDATE mail_item i SET state = 'sending', fence = fence + 1, version = version + 1, reason_code = NULL, reason = NULL,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    FROM next WHERE i.school_id = $1 AND i.id = next.id
    RETURNING i.school_id, i.id, i.mailing_id, i.person_id, i.fence, i.attempt, i.address AS mail_address, i.message_id, i.credential_id
  ), counted AS (
    INSERT INTO mail_spent (school_id, item_id, fence, at) SELECT school_id, id, fence, clock_timestamp() FROM claimed
  )
  SELECT c.id, c.mailing_id, c.fence, c.attempt, c.mail_address, c.message_id, c.credential_id, m.subject, m.body, m.extra,
    p.status, p.language, ${personFieldsSql}
  FROM claimed c JOIN mailing m ON m.school_id = c.school_id AND m.id = c.mailing_id
  JOIN person p ON p.school_id = c.school_id AND p.id = c.person_id ${accountOfPersonSql}`,
);

/* A mail whose lease ran out may meanwhile be called unknown; whoever comes back with the truth may still tell it. */
const settle = statement(
  'mail_item.settle',
  `UPDATE mail_item i SET state = CASE WHEN $4 = 'waiting' AND m.state = 'cancelled' THEN 'cancelled' ELSE $4 END,
     reason_code = $5, reason = $6, sent_at = CASE WHEN $4 = 'sent' THEN clock_timestamp() END,
     retry_at = CASE WHEN $4 = 'waiting' THEN clock_timestamp() + make_interval(secs => $7::float8 / 1000) END,
     attempt = attempt + $8, lease_until = NULL, version = i.version + 1
   FROM mailing m WHERE i.school_id = $1 AND i.id = $2 AND i.fence = $3 AND i.state IN ('sending', 'unknown')
     AND m.school_id = i.school_id AND m.id = i.mailing_id
   RETURNING i.version, i.state`,
);

/** The send queue in the database: claim under the caps, and what came of it. */
@Injectable()
export class SendStore {
  /** The sender, locked until the transaction ends: two workers never count at once. Undefined while it pauses or is not set up. */
  async lockSender(tx: Tx): Promise<SenderRow | undefined> {
    return tx.first<SenderRow>(lockSender, [tx.schoolId]);
  }

  /** Takes one mail, the named one or the next, if the caps leave room. After `lockSender`. */
  async claim(tx: Tx, itemId: string | null): Promise<ClaimedItem | undefined> {
    return tx.first<ClaimedItem>(claim, [tx.schoolId, itemId]);
  }

  /** The mailing may not be cancelled between here and the end of the transaction. */
  async holdMailing(tx: Tx, mailingId: string): Promise<void> {
    await tx.rows('SELECT 1 FROM mailing WHERE school_id = $1 AND id = $2 FOR KEY SHARE', [tx.schoolId, mailingId]);
  }

  /** Undefined when another one has claimed the mail since; then nothing is written. */
  async settle(
    tx: Tx,
    claimed: Pick<ClaimedItem, 'id' | 'fence'>,
    to: Settlement,
  ): Promise<{ version: number; state: MailItemState } | undefined> {
    const row = await tx.first<{ version: number; state: MailItemState }>(settle, [
      tx.schoolId,
      claimed.id,
      claimed.fence,
      to.state,
      to.reason,
      to.detail,
      to.afterMs,
      to.attempted ? 1 : 0,
    ]);
    if (row === undefined) return undefined;
    const spent = [tx.schoolId, claimed.id, claimed.fence];
    // The provider counts from when it took the mail, so the window begins there and not at the claim.
    if (to.counts)
      await tx.rows('UPDATE mail_spent SET at = clock_timestamp() WHERE school_id = $1 AND item_id = $2 AND fence = $3', spent);
    else await tx.rows('DELETE FROM mail_spent WHERE school_id = $1 AND item_id = $2 AND fence = $3', spent);
    return row;
  }

  /** A mail whose worker went silent while sending: nobody knows. It keeps counting against the caps. */
  async lapse(tx: Tx, itemId: string): Promise<{ version: number; mailing_id: string } | undefined> {
    return tx.first(
      `UPDATE mail_item SET state = 'unknown', reason_code = 'worker_stopped', reason = NULL, lease_until = NULL, version = version + 1
       WHERE school_id = $1 AND id = $2 AND state = 'sending' AND lease_until < now() RETURNING version, mailing_id`,
      [tx.schoolId, itemId],
    );
  }

  /** Answers the sender's new version; undefined when it pauses longer already. */
  async pause(tx: Tx, pause: { ms: number; trouble: MailTrouble; detail: string }): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      `UPDATE mail_sender SET paused_until = now() + make_interval(secs => $2::float8 / 1000), pause_code = $3, pause_reason = $4, version = version + 1
       WHERE school_id = $1 AND coalesce(paused_until, '-infinity') < now() + make_interval(secs => $2::float8 / 1000) RETURNING version`,
      [tx.schoolId, pause.ms, pause.trouble, pause.detail],
    );
    return row?.version;
  }

  /** ms until the oldest mail counted beside this one leaves the 24 hours; null when none is. */
  async oldestLeavesInMs(tx: Tx, itemId: string): Promise<number | null> {
    const row = await tx.first<{ ms: number | null }>(
      `SELECT (extract(epoch FROM min(at) + interval '1 day' - now()) * 1000)::float8 AS ms FROM mail_spent
       WHERE school_id = $1 AND at > now() - interval '1 day' AND item_id <> $2`,
      [tx.schoolId, itemId],
    );
    return row?.ms ?? null;
  }
}
