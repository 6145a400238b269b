import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';

export interface DirectoryAccountRow {
  readonly id: string;
  readonly email: string;
  /** Of this school. Null: the account is somebody else's. */
  readonly person_id: string | null;
}

const make = statement(
  'account.make',
  `
  WITH made AS (
    INSERT INTO account (id, email, password_hash, must_change_password) VALUES ($2, $3, $4, true)
    ON CONFLICT (lower(email)) DO NOTHING RETURNING id
  )
  UPDATE person SET account_id = made.id FROM made
  WHERE person.school_id = $1 AND person.id = $5 AND person.account_id IS NULL RETURNING made.id`,
);

export const makeFirstStatement = statement(
  'account.make_first',
  `
  WITH made AS (INSERT INTO account (id, email, password_hash, must_change_password) VALUES ($2, $3, $4, true) RETURNING id)
  UPDATE person SET account_id = made.id FROM made WHERE person.school_id = $1 AND person.id = $5`,
);

/**
 * Sign-ins that Firstbell itself gives to students, for a school without a directory of its own. Each has a password that
 * has to be changed at once.
 */
@Injectable()
export class DirectoryAccounts {
  async ofPerson(tx: Tx, personId: string): Promise<DirectoryAccountRow | undefined> {
    return tx.first<DirectoryAccountRow>(
      `SELECT a.id, a.email, p.id AS person_id FROM person p JOIN account a ON a.id = p.account_id WHERE p.school_id = $1 AND p.id = $2`,
      [tx.schoolId, personId],
    );
  }

  async byEmail(tx: Tx, email: string): Promise<DirectoryAccountRow | undefined> {
    return tx.first<DirectoryAccountRow>(
      `SELECT a.id, a.email, p.id AS person_id FROM account a LEFT JOIN person p ON p.school_id = $1 AND p.account_id = a.id
       WHERE lower(a.email) = lower($2)`,
      [tx.schoolId, email],
    );
  }

  /** False when the address is taken, or the person has an account; then nothing may be kept of this transaction. */
  async make(tx: Tx, account: { id: string; email: string; passwordHash: string; personId: string }): Promise<boolean> {
    const row = await tx.first(make, [tx.schoolId, account.id, account.email, account.passwordHash, account.personId]);
    return row !== undefined;
  }

  /**
   * For somebody whose row the caller holds, and who has none. Nothing has to be looked at afterwards, so that other statements
   * can be sent behind it. @throws a violation of `account_email` when the address is taken
   */
  async makeFirst(tx: Tx, account: { id: string; email: string; passwordHash: string; personId: string }): Promise<void> {
    await tx.rows(makeFirstStatement, [tx.schoolId, account.id, account.email, account.passwordHash, account.personId]);
  }

  /**
   * Another password, which has to be changed at once, and the end of every session opened with the old one. Answers whether
   * there is such an account of this person.
   */
  async renewPassword(tx: Tx, account: { id: string; personId: string; passwordHash: string }): Promise<boolean> {
    const row = await tx.first(
      `UPDATE account a SET password_hash = $4, must_change_password = true FROM person p
       WHERE a.id = $2 AND p.school_id = $1 AND p.id = $3 AND p.account_id = a.id RETURNING a.id`,
      [tx.schoolId, account.id, account.personId, account.passwordHash],
    );
    if (row === undefined) return false;
    const ended = await tx.rows<{ id: string }>(
      'UPDATE session SET ended_at = now() WHERE school_id = $1 AND person_id = $2 AND ended_at IS NULL RETURNING id',
      [tx.schoolId, account.personId],
    );
    for (const { id } of ended)
      await tx.append({ type: 'session.ended', subjectType: 'session', subjectId: id, version: 2, actorId: null });
    return true;
  }

  /** An account that opens another school too stays open. Answers whether there is such an account. */
  async setSuspended(tx: Tx, accountId: string, suspended: boolean): Promise<boolean> {
    const row = await tx.first(
      `UPDATE account a SET suspended_at = CASE WHEN $2 AND NOT opens_a_school(a.id) THEN coalesce(a.suspended_at, now()) END
       WHERE a.id = $1 RETURNING a.id`,
      [accountId, suspended],
    );
    return row !== undefined;
  }
}
