import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';

export interface CredentialRow {
  readonly id: string;
  readonly account_id: string;
  readonly sealed: Buffer;
}

const openOne = statement(
  'credential.open',
  `
  SELECT c.id, c.account_id, c.sealed FROM credential c
  JOIN directory_account a ON a.school_id = c.school_id AND a.id = c.account_id AND a.state = 'ready'
  WHERE c.school_id = $1 AND c.id = $2 AND c.delivered_at IS NULL`,
);

const deliver = statement(
  'credential.deliver',
  `
  UPDATE credential SET sealed = NULL, delivery = $3, delivered_at = now(), delivered_by = $4, version = version + 1
  WHERE school_id = $1 AND id = $2 AND delivered_at IS NULL RETURNING version, person_id`,
);

/** One-time passwords, sealed until they are delivered. */
@Injectable()
export class CredentialsStore {
  async insert(tx: Tx, row: { id: string; personId: string; accountId: string; planId: string | null; sealed: Buffer }): Promise<void> {
    await tx.rows(`INSERT INTO credential (school_id, id, person_id, account_id, plan_id, sealed) VALUES ($1, $2, $3, $4, $5, $6)`, [
      tx.schoolId,
      row.id,
      row.personId,
      row.accountId,
      row.planId,
      row.sealed,
    ]);
  }

  /** Of an account that is ready, and not delivered yet. */
  async open(tx: Tx, credentialId: string): Promise<CredentialRow | undefined> {
    return tx.first<CredentialRow>(openOne, [tx.schoolId, credentialId]);
  }

  /** Purges the password. Undefined when it was delivered before. */
  async deliver(
    tx: Tx,
    credentialId: string,
    delivery: 'mail' | 'slip',
    by: string | null,
  ): Promise<{ version: number; person_id: string } | undefined> {
    return tx.first(deliver, [tx.schoolId, credentialId, delivery, by]);
  }

  async removeUndelivered(tx: Tx, accountId: string): Promise<void> {
    await tx.rows('DELETE FROM credential WHERE school_id = $1 AND account_id = $2 AND delivered_at IS NULL', [tx.schoolId, accountId]);
  }
}
