import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@firstbell/platform';

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
    const rows: AccountRow[] = await this.database.source.query('SELECT * FROM account_by_email($1)', [email]);
    return rows[0];
  }

  /** Creates or replaces the password; answers the account's id. */
  async upsert(tx: Tx, account: { id: string; email: string; passwordHash: string }): Promise<string> {
    const row = await tx.first<{ id: string }>(
      `INSERT INTO account (id, email, password_hash) VALUES ($1, $2, $3)
       ON CONFLICT (lower(email)) DO UPDATE SET password_hash = excluded.password_hash RETURNING id`,
      [account.id, account.email, account.passwordHash],
    );
    return row?.id ?? account.id;
  }

  async emailOf(tx: Tx, accountId: string): Promise<string> {
    const row = await tx.first<{ email: string }>('SELECT email FROM account WHERE id = $1', [accountId]);
    return row?.email ?? '';
  }

  async passwordHash(tx: Tx, accountId: string): Promise<string | undefined> {
    const row = await tx.first<{ password_hash: string }>('SELECT password_hash FROM account WHERE id = $1', [accountId]);
    return row?.password_hash;
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

  async isTaken(tx: Tx, email: string): Promise<boolean> {
    return (await tx.first('SELECT 1 FROM account WHERE lower(email) = lower($1)', [email])) !== undefined;
  }

  /** The schools in which this account is an administrator. */
  async administered(accountId: string): Promise<{ id: string; name: string; timeZone: string; demo: boolean; personId: string }[]> {
    return this.database.source.query(
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
