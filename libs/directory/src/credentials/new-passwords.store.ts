import { Injectable } from '@nestjs/common';
import type { AccountState, DirectoryConfig } from '@firstbell/contracts/directory';
import type { Role } from '@firstbell/contracts/operation';
import type { Tx } from '@firstbell/platform';

/** A student's account, its directory, and the password that was not handed over yet. */
export interface RenewalFacts {
  readonly person_id: string;
  readonly roles: readonly Role[];
  readonly source_id: string | null;
  readonly given_name: string;
  readonly family_name: string;
  readonly account_id: string;
  readonly state: AccountState;
  readonly username: string | null;
  readonly external_id: string | null;
  readonly config: DirectoryConfig;
  readonly secret_sealed: Buffer | null;
  readonly pause_code: string | null;
  readonly pause_reason: string | null;
  readonly credential_id: string | null;
  readonly to_be_set: boolean;
  readonly sealed: Buffer | null;
}

@Injectable()
export class NewPasswordsStore {
  /** Of somebody who is at the school and has an account; two adults who ask at once get the same password. */
  async lock(tx: Tx, personId: string): Promise<RenewalFacts | undefined> {
    // On its own: whoever waited for the row reads afterwards what the other has written.
    await tx.rows('SELECT 1 FROM directory_account WHERE school_id = $1 AND person_id = $2 FOR UPDATE', [tx.schoolId, personId]);
    return tx.first<RenewalFacts>(
      `SELECT p.id AS person_id, p.roles, p.source_id, coalesce(p.preferred_name, p.given_name) AS given_name, p.family_name, a.id AS account_id,
         a.state, a.username, a.external_id, d.config, d.secret_sealed, CASE WHEN d.paused_until > now() THEN d.pause_code END AS pause_code,
         d.pause_reason, c.id AS credential_id, coalesce(c.to_be_set, false) AS to_be_set, c.sealed
       FROM directory_account a
       JOIN person p ON p.school_id = a.school_id AND p.id = a.person_id AND p.status = 'active'
       JOIN directory_provider d ON d.school_id = a.school_id
       LEFT JOIN credential c ON c.school_id = a.school_id AND c.person_id = a.person_id AND c.delivered_at IS NULL
       WHERE a.school_id = $1 AND a.person_id = $2`,
      [tx.schoolId, personId],
    );
  }

  /** Of a password that the directory does not take. One that it has taken by now stays. */
  async removeRefused(tx: Tx, credentialId: string): Promise<void> {
    await tx.rows('DELETE FROM credential WHERE school_id = $1 AND id = $2 AND to_be_set', [tx.schoolId, credentialId]);
  }

  /** The credential's new version; undefined when somebody else has said so already. */
  async markSet(tx: Tx, credentialId: string): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      `UPDATE credential SET to_be_set = false, version = version + 1 WHERE school_id = $1 AND id = $2 AND to_be_set RETURNING version`,
      [tx.schoolId, credentialId],
    );
    return row?.version;
  }
}
