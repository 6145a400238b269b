import { Injectable } from '@nestjs/common';
import type { SecondFactorState } from '@firstbell/contracts/second-factor';
import type { Tx } from '@firstbell/platform';

/** Wrong codes after which none is looked at any more, and for how long. Whoever tries has the password already. */
const wrongAllowed = 10;
const wrongWindow = `interval '15 minutes'`;

export interface SecondFactorRow {
  sealed: Buffer;
  is_on: boolean;
  last_step: number;
  recovery_hashes: Buffer[];
  /** Of the database's clock, since 1970. */
  now_seconds: number;
  /** Until a code is looked at again after too many wrong ones; null when it is now. */
  blocked_seconds: number | null;
}

/** Belongs to the account, not to the person: who works at two schools has one phone. */
@Injectable()
export class SecondFactorStore {
  async state(tx: Tx, accountId: string): Promise<SecondFactorState> {
    const row = await tx.first<{ confirmed_at: Date; codes_left: number }>(
      'SELECT confirmed_at, cardinality(recovery_hashes) AS codes_left FROM second_factor WHERE account_id = $1 AND confirmed_at IS NOT NULL',
      [accountId],
    );
    if (row === undefined) return { on: false, since: null, recoveryCodesLeft: 0 };
    return { on: true, since: row.confirmed_at.toISOString(), recoveryCodesLeft: row.codes_left };
  }

  /** Held until the transaction ends: two who send the same code are looked at one after the other. */
  async lock(tx: Tx, accountId: string): Promise<SecondFactorRow | undefined> {
    return tx.first<SecondFactorRow>(
      `SELECT sealed, confirmed_at IS NOT NULL AS is_on, last_step, recovery_hashes, extract(epoch FROM now())::float8 AS now_seconds,
              CASE WHEN wrong_codes >= $2 AND wrong_since > now() - ${wrongWindow}
                THEN ceil(extract(epoch FROM wrong_since + ${wrongWindow} - now()))::int END AS blocked_seconds
       FROM second_factor WHERE account_id = $1 FOR UPDATE`,
      [accountId, wrongAllowed],
    );
  }

  /** Begins, or begins anew. False when it is on already. */
  async begin(tx: Tx, accountId: string, sealed: Buffer): Promise<boolean> {
    const row = await tx.first(
      `INSERT INTO second_factor (account_id, sealed) VALUES ($1, $2)
       ON CONFLICT (account_id) DO UPDATE SET sealed = excluded.sealed WHERE second_factor.confirmed_at IS NULL RETURNING account_id`,
      [accountId, sealed],
    );
    return row !== undefined;
  }

  async turnOn(tx: Tx, accountId: string, step: number, recoveryHashes: readonly Buffer[]): Promise<void> {
    await tx.rows('UPDATE second_factor SET confirmed_at = now(), last_step = $2, recovery_hashes = $3 WHERE account_id = $1', [
      accountId,
      step,
      recoveryHashes,
    ]);
  }

  async setRecoveryHashes(tx: Tx, accountId: string, recoveryHashes: readonly Buffer[]): Promise<void> {
    await tx.rows('UPDATE second_factor SET recovery_hashes = $2 WHERE account_id = $1', [accountId, recoveryHashes]);
  }

  async useStep(tx: Tx, accountId: string, step: number): Promise<void> {
    await tx.rows('UPDATE second_factor SET last_step = $2, wrong_codes = 0 WHERE account_id = $1', [accountId, step]);
  }

  async useRecoveryHash(tx: Tx, accountId: string, hash: Buffer): Promise<void> {
    await tx.rows('UPDATE second_factor SET recovery_hashes = array_remove(recovery_hashes, $2), wrong_codes = 0 WHERE account_id = $1', [
      accountId,
      hash,
    ]);
  }

  async countWrong(tx: Tx, accountId: string): Promise<void> {
    await tx.rows(
      `UPDATE second_factor SET wrong_codes = CASE WHEN wrong_codes > 0 AND wrong_since > now() - ${wrongWindow} THEN wrong_codes + 1 ELSE 1 END,
              wrong_since = CASE WHEN wrong_codes > 0 AND wrong_since > now() - ${wrongWindow} THEN wrong_since ELSE now() END
       WHERE account_id = $1`,
      [accountId],
    );
  }

  async isDemanded(tx: Tx): Promise<boolean> {
    const row = await tx.first<{ demanded: boolean }>('SELECT second_factor_demanded AS demanded FROM school WHERE id = $1', [tx.schoolId]);
    return row?.demanded === true;
  }

  /** Answers the school's new version. */
  async demand(tx: Tx, demanded: boolean): Promise<number> {
    const row = await tx.first<{ version: number }>(
      'UPDATE school SET second_factor_demanded = $2, version = version + 1 WHERE id = $1 RETURNING version',
      [tx.schoolId, demanded],
    );
    return row?.version ?? 0;
  }

  async remove(tx: Tx, accountId: string): Promise<void> {
    await tx.rows('DELETE FROM second_factor WHERE account_id = $1', [accountId]);
  }

  /** Answers the account whose second factor is gone; undefined when this person had none. */
  async removeOfPerson(tx: Tx, personId: string): Promise<string | undefined> {
    const row = await tx.first<{ account_id: string }>(
      `DELETE FROM second_factor f USING person p
       WHERE p.school_id = $1 AND p.id = $2 AND f.account_id = p.account_id AND f.confirmed_at IS NOT NULL RETURNING f.account_id`,
      [tx.schoolId, personId],
    );
    return row?.account_id;
  }
}
