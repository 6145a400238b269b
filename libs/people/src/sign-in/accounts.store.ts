import { Injectable } from '@nestjs/common';
import { Database, violatedConstraint, type Tx } from '@firstbell/platform';

export interface AccountRow {
  id: string;
  password_hash: string;
  school_id: string;
  person_id: string;
}

/** Accounts belong to nobody's school: one person may administer several. */
@Injectable()
export class AccountsStore {
  constructor(private readonly database: Database) {}

  /** The account of an e-mail address with the person it opens first: the last used school, else the oldest. */
  async byEmail(email: string): Promise<AccountRow | undefined> {
    const rows: AccountRow[] = await this.database.withoutSchool('SELECT * FROM account_by_email($1)', [email]);
    return rows[0];
  }

  /** False when somebody has the address: nobody else's account is touched. */
  async make(tx: Tx, account: { id: string; email: string; passwordHash: string }): Promise<boolean> {
    const row = await tx.first(
      'INSERT INTO account (id, email, password_hash) VALUES ($1, $2, $3) ON CONFLICT (lower(email)) DO NOTHING RETURNING id',
      [account.id, account.email, account.passwordHash],
    );
    return row !== undefined;
  }

  /** A password that may stay, and the address to sign in with. False when another account has it; then nothing may be kept of this transaction. */
  async change(tx: Tx, account: { id: string; email: string; passwordHash: string }): Promise<boolean> {
    try {
      await tx.rows('UPDATE account SET email = $2, password_hash = $3, must_change_password = false WHERE id = $1', [
        account.id,
        account.email,
        account.passwordHash,
      ]);
      return true;
    } catch (error) {
      if (violatedConstraint(error) !== 'account_email') throw error;
      return false;
    }
  }

  /**
   * Whether the account opens a school for somebody besides this person. The database tells of all schools together, so the
   * person lets go of it while it is asked.
   */
  async opensMore(tx: Tx, accountId: string, personId: string): Promise<boolean> {
    const hold = (id: string | null) =>
      tx.rows('UPDATE person SET account_id = $3 WHERE school_id = $1 AND id = $2', [tx.schoolId, personId, id]);
    await hold(null);
    const row = await tx.first<{ opens: boolean }>('SELECT opens_a_school($1) AS opens', [accountId]);
    await hold(accountId);
    return row?.opens === true;
  }

  async emailOf(tx: Tx, accountId: string): Promise<string> {
    const row = await tx.first<{ email: string }>('SELECT email FROM account WHERE id = $1', [accountId]);
    return row?.email ?? '';
  }

  async passwordHash(tx: Tx, accountId: string): Promise<string | undefined> {
    const row = await tx.first<{ password_hash: string }>('SELECT password_hash FROM account WHERE id = $1', [accountId]);
    return row?.password_hash;
  }

  /** Whether this is its password as it was read before. It is not changed until the transaction ends. */
  async stillHas(tx: Tx, accountId: string, passwordHash: string): Promise<boolean> {
    return (
      (await tx.first('SELECT 1 FROM account WHERE id = $1 AND password_hash = $2 FOR SHARE', [accountId, passwordHash])) !== undefined
    );
  }

  /** The school to ask for a new one, when this person's one-time password was handed over too long ago by the database's clock. */
  async oneTimeIsOver(tx: Tx, personId: string, days: number): Promise<{ school: string } | undefined> {
    return tx.first(
      `SELECT s.name AS school FROM person p JOIN school s ON s.id = p.school_id JOIN account a ON a.id = p.account_id AND a.must_change_password
       JOIN LATERAL (SELECT c.delivered_at FROM credential c WHERE c.school_id = p.school_id AND c.person_id = p.id ORDER BY c.made_at DESC LIMIT 1) last
         ON last.delivered_at < now() - make_interval(days => $3)
       WHERE p.school_id = $1 AND p.id = $2`,
      [tx.schoolId, personId, days],
    );
  }

  /** A password of one's own choice: what had to be changed has been. */
  async changePassword(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
    await tx.rows('UPDATE account SET password_hash = $2, must_change_password = false WHERE id = $1', [accountId, passwordHash]);
  }

  /** The schools in which this account is an administrator. */
  async administered(accountId: string): Promise<{ id: string; name: string; timeZone: string; demo: boolean; personId: string }[]> {
    return this.database.withoutSchool(
      'SELECT id, name, time_zone AS "timeZone", demo, person_id AS "personId" FROM schools_administered($1)',
      [accountId],
    );
  }

  /** Uses the one-time set-up link up; false when it is unknown, old or used. */
  async useSetUpLink(tx: Tx, tokenHash: Buffer): Promise<boolean> {
    const rows = await tx.rows(
      `UPDATE set_up_link SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL AND created_at > now() - interval '7 days' RETURNING 1`,
      [tokenHash],
    );
    return rows.length > 0;
  }
}
