import { Injectable } from '@nestjs/common';
import type { MailSenderConfig, MailTestResult, MailTrouble } from '@firstbell/contracts/mailing';
import { statement, type Tx } from '@firstbell/platform';
import type { SpentMinute } from '../mailings/forecast.rules.js';

export interface StoredSender {
  readonly config: MailSenderConfig;
  readonly secret_sealed: Buffer | null;
  readonly per_minute: number;
  readonly per_day: number;
  readonly max_connections: number;
  readonly paused_until: Date | null;
  readonly pause_code: MailTrouble | null;
  readonly pause_reason: string | null;
  readonly test_result: MailTestResult | null;
  readonly version: number;
}

export interface SenderToSave {
  readonly config: MailSenderConfig;
  readonly secretSealed: Buffer | null;
  readonly perMinute: number;
  readonly perDay: number;
  readonly connections: number;
  /** 0 for the first. */
  readonly version: number;
}

const columns = `config, secret_sealed, per_minute, per_day, max_connections, CASE WHEN paused_until > now() THEN paused_until END AS paused_until,
  pause_code, pause_reason, test_result, version`;

const find = statement('mail_sender.find', `SELECT ${columns} FROM mail_sender WHERE school_id = $1`);
const spent = statement(
  'mail_spent.minutes',
  `SELECT (extract(epoch FROM date_trunc('minute', at)) * 1000)::float8 AS at, count(*)::int AS mails FROM mail_spent
   WHERE school_id = $1 AND at > now() - interval '1 day' GROUP BY 1 ORDER BY 1`,
);

@Injectable()
export class SenderStore {
  async find(tx: Tx): Promise<StoredSender | undefined> {
    return tx.first<StoredSender>(find, [tx.schoolId]);
  }

  /** Saving ends a pause: what caused it may be what was corrected. Undefined when it is not at that version any more. */
  async save(tx: Tx, sender: SenderToSave): Promise<StoredSender | undefined> {
    const values = [tx.schoolId, JSON.stringify(sender.config), sender.secretSealed, sender.perMinute, sender.perDay, sender.connections];
    if (sender.version === 0) {
      return tx.first<StoredSender>(
        `INSERT INTO mail_sender (school_id, config, secret_sealed, per_minute, per_day, max_connections) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (school_id) DO NOTHING RETURNING ${columns}`,
        values,
      );
    }
    return tx.first<StoredSender>(
      `UPDATE mail_sender SET config = $2, secret_sealed = $3, per_minute = $4, per_day = $5, max_connections = $6, paused_until = NULL,
         pause_code = NULL, pause_reason = NULL, tested_at = NULL, test_result = NULL, version = version + 1
       WHERE school_id = $1 AND version = $7 RETURNING ${columns}`,
      [...values, sender.version],
    );
  }

  async saveTest(tx: Tx, result: MailTestResult): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      'UPDATE mail_sender SET test_result = $2, tested_at = now(), version = version + 1 WHERE school_id = $1 RETURNING version',
      [tx.schoolId, JSON.stringify(result)],
    );
    return row?.version;
  }

  /** Undefined when it does not pause. */
  async resume(tx: Tx): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      `UPDATE mail_sender SET paused_until = NULL, pause_code = NULL, pause_reason = NULL, version = version + 1
       WHERE school_id = $1 AND paused_until > now() RETURNING version`,
      [tx.schoolId],
    );
    return row?.version;
  }

  /** A test mail counts like any other. */
  async spend(tx: Tx, itemId: string): Promise<void> {
    await tx.rows('INSERT INTO mail_spent (school_id, item_id, fence, at) VALUES ($1, $2, 0, clock_timestamp())', [tx.schoolId, itemId]);
  }

  /** What went out, or may have, in the last 24 hours, minute by minute. */
  async spentMinutes(tx: Tx): Promise<SpentMinute[]> {
    return tx.rows<{ at: number; mails: number }>(spent, [tx.schoolId]);
  }

  /** Where to write to the one who presses the test button. */
  async addressOf(tx: Tx, personId: string): Promise<{ address: string | null; name: string; language: string } | undefined> {
    return tx.first(
      `SELECT coalesce(nullif(p.email, ''), a.email) AS address, p.display_name AS name, p.language
       FROM person p LEFT JOIN account a ON a.id = p.account_id WHERE p.school_id = $1 AND p.id = $2`,
      [tx.schoolId, personId],
    );
  }
}
