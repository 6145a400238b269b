import { Injectable } from '@nestjs/common';
import type { AccountState, DirectoryKind } from '@firstbell/contracts/directory';
import type { Language } from '@firstbell/contracts/values';
import { statement, type Tx } from '@firstbell/platform';

export interface CredentialRow {
  readonly id: string;
  readonly account_id: string;
  readonly sealed: Buffer;
}

/** Of a student of the school, whether they have an account or not. */
export interface SlipFacts {
  readonly name: string;
  readonly language: Language;
  readonly state: AccountState | null;
  readonly username: string | null;
  readonly address: string | null;
  readonly credential_id: string | null;
  readonly delivered_at: Date | null;
  readonly delivery: 'mail' | 'slip' | null;
  readonly directory: DirectoryKind | null;
  /** The directory has not taken the password yet. */
  readonly to_be_set: boolean;
}

export const insertCredential = statement(
  'credential.insert',
  'INSERT INTO credential (school_id, id, person_id, account_id, plan_id, sealed, to_be_set) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);

const openOne = statement(
  'credential.open',
  `
  SELECT c.id, c.account_id, c.sealed FROM credential c
  JOIN directory_account a ON a.school_id = c.school_id AND a.id = c.account_id AND a.state = 'ready'
  WHERE c.school_id = $1 AND c.id = $2 AND c.delivered_at IS NULL AND NOT c.to_be_set`,
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
  async insert(
    tx: Tx,
    row: { id: string; personId: string; accountId: string; planId: string | null; sealed: Buffer; toBeSet: boolean },
  ): Promise<void> {
    await tx.rows(insertCredential, [tx.schoolId, row.id, row.personId, row.accountId, row.planId, row.sealed, row.toBeSet]);
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

  async slipFacts(tx: Tx, personId: string): Promise<SlipFacts | undefined> {
    return tx.first<SlipFacts>(
      `SELECT coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name AS name, p.language, g.state, g.username, g.address, g.credential_id,
         g.delivered_at, g.delivery, d.kind AS directory,
         coalesce((SELECT c.to_be_set FROM credential c WHERE c.school_id = p.school_id AND c.id = g.credential_id), false) AS to_be_set
       FROM person p LEFT JOIN account_progress g ON g.school_id = p.school_id AND g.person_id = p.id
       LEFT JOIN directory_provider d ON d.school_id = p.school_id
       WHERE p.school_id = $1 AND p.id = $2 AND p.status = 'active'`,
      [tx.schoolId, personId],
    );
  }

  async deliveredAt(tx: Tx, credentialId: string): Promise<Date | undefined> {
    const row = await tx.first<{ delivered_at: Date }>('SELECT delivered_at FROM credential WHERE school_id = $1 AND id = $2', [
      tx.schoolId,
      credentialId,
    ]);
    return row?.delivered_at;
  }

  /** So many days after it was handed over. */
  async goodUntil(tx: Tx, credentialId: string, days: number): Promise<Date | undefined> {
    const row = await tx.first<{ until: Date }>(
      'SELECT delivered_at + make_interval(days => $3) AS until FROM credential WHERE school_id = $1 AND id = $2',
      [tx.schoolId, credentialId, days],
    );
    return row?.until;
  }

  async removeUndelivered(tx: Tx, accountId: string): Promise<void> {
    await tx.rows('DELETE FROM credential WHERE school_id = $1 AND account_id = $2 AND delivered_at IS NULL', [tx.schoolId, accountId]);
  }
}
