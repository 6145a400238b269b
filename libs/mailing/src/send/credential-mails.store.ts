import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';
import { firstState } from '../mailings/mailing.rules.js';
import { credentialAddressSql } from '../mailings/person-fields.sql.js';

export interface CredentialToMail {
  readonly id: string;
  readonly person_id: string;
  readonly address: string | null;
}

@Injectable()
export class CredentialMailsStore {
  /** Held until the transaction ends, so that a rollout paused or cancelled meanwhile gets no more mails. */
  async lockPlan(tx: Tx, planId: string): Promise<{ name: string; template_id: string | null; created_by: string | null } | undefined> {
    return tx.first(
      `SELECT name, template_id, created_by FROM rollout_plan WHERE school_id = $1 AND id = $2 AND state = 'running' AND credentials = 'mail' FOR SHARE`,
      [tx.schoolId, planId],
    );
  }

  /** Credentials of ready accounts that no mail carries yet. */
  async due(tx: Tx, planId: string): Promise<CredentialToMail[]> {
    return tx.rows<CredentialToMail>(
      `SELECT c.id, c.person_id, ${credentialAddressSql('o')} AS address FROM credential c
       JOIN directory_account o ON o.school_id = c.school_id AND o.id = c.account_id AND o.state = 'ready'
       JOIN person p ON p.school_id = c.school_id AND p.id = c.person_id
       WHERE c.school_id = $1 AND c.plan_id = $2 AND c.delivered_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM mail_item i WHERE i.school_id = c.school_id AND i.credential_id = c.id)
       ORDER BY c.made_at, c.id LIMIT 5000`,
      [tx.schoolId, planId],
    );
  }

  /**
   * Somebody who was mailed before, and got a new password since, is mailed again: the mail they have holds one that no
   * longer opens anything. Not while that mail is under way or its outcome is unknown.
   */
  async renew(tx: Tx, mailingId: string, due: readonly CredentialToMail[]): Promise<number> {
    const renewed = due.map(({ id, person_id, address }) => ({ id, person_id, address, ...firstState(address) }));
    // Another password is another mail: under its old Message-ID a receiving server could take it for a repeat.
    const rows = await tx.rows(
      `UPDATE mail_item i SET credential_id = x.id, address = x.address, state = x.state, reason_code = x.reason, reason = NULL, attempt = 0, retry_at = NULL,
         sent_at = NULL, message_id = '<' || x.id || '.' || substr(i.message_id, 2), version = version + 1
       FROM jsonb_to_recordset($3::jsonb) AS x(id uuid, person_id uuid, address text, state text, reason text)
       WHERE i.school_id = $1 AND i.mailing_id = $2 AND i.person_id = x.person_id AND i.state NOT IN ('sending', 'unknown') RETURNING i.id`,
      [tx.schoolId, mailingId, JSON.stringify(renewed)],
    );
    return rows.length;
  }
}
