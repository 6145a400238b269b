import { Injectable } from '@nestjs/common';
import type { DirectoryConfig } from '@firstbell/contracts/directory';
import type { ConnectionTest } from '@firstbell/contracts/values';
import { statement, type Tx } from '@firstbell/platform';

export interface DirectoryRow {
  readonly config: DirectoryConfig;
  readonly secret_sealed: Buffer | null;
  readonly username_rule: string;
  readonly suspend_after_days: number;
  readonly paused_until: Date | null;
  readonly pause_code: string | null;
  readonly pause_reason: string | null;
  readonly test_result: ConnectionTest | null;
  readonly version: number;
}

/* An administrator's pause ends when somebody ends it. */
const columns = `config, secret_sealed, username_rule, suspend_after_days,
  CASE WHEN paused_until > now() THEN paused_until END AS paused_until, pause_code, pause_reason, test_result, version`;

const one = statement('directory_provider.one', `SELECT ${columns} FROM directory_provider WHERE school_id = $1`);

const insert = `
  INSERT INTO directory_provider (school_id, kind, config, secret_sealed, username_rule, suspend_after_days)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING ${columns}`;

/* What was changed may be what had paused it; a person's own pause stays. */
const update = `
  UPDATE directory_provider SET kind = $2, config = $3, secret_sealed = $4, username_rule = $5, suspend_after_days = $6,
    paused_until = CASE WHEN pause_code = 'directory.paused_by_person' THEN paused_until END,
    test_result = NULL, tested_at = NULL, version = version + 1
  WHERE school_id = $1 AND version = $7 RETURNING ${columns}`;

const pauseEnds = `coalesce(now() + make_interval(secs => $2::float8 / 1000), timestamptz '9999-01-01 00:00Z')`;

const pause = statement(
  'directory_provider.pause',
  `
  UPDATE directory_provider SET paused_until = ${pauseEnds}, pause_code = $3, pause_reason = $4, version = version + 1
  WHERE school_id = $1 AND coalesce(paused_until, '-infinity') < ${pauseEnds}
    AND (coalesce(paused_until, '-infinity') < now() OR $3 = 'directory.paused_by_person')
  RETURNING ${columns}`,
);

export interface DirectoryChange {
  readonly config: DirectoryConfig;
  readonly secretSealed: Buffer | null;
  readonly usernameRule: string;
  readonly suspendAfterDays: number;
}

/** One row a school: where its accounts are made. */
@Injectable()
export class DirectorySettingsStore {
  async find(tx: Tx): Promise<DirectoryRow | undefined> {
    return tx.first<DirectoryRow>(one, [tx.schoolId]);
  }

  /** Undefined when somebody else has changed it since `version`. */
  async save(tx: Tx, change: DirectoryChange, version: number | null): Promise<DirectoryRow | undefined> {
    const values = [
      tx.schoolId,
      change.config.kind,
      JSON.stringify(change.config),
      change.secretSealed,
      change.usernameRule,
      change.suspendAfterDays,
    ];
    return version === null ? tx.first<DirectoryRow>(insert, values) : tx.first<DirectoryRow>(update, [...values, version]);
  }

  /** From now, by the database's clock; `forMs` null: until somebody ends it. Undefined when it was paused already. */
  async pause(tx: Tx, to: { forMs: number | null; code: string; reason: string }): Promise<DirectoryRow | undefined> {
    return tx.first<DirectoryRow>(pause, [tx.schoolId, to.forMs, to.code, to.reason.slice(0, 1_000)]);
  }

  async resume(tx: Tx): Promise<DirectoryRow | undefined> {
    return tx.first<DirectoryRow>(
      `UPDATE directory_provider SET paused_until = NULL, pause_code = NULL, pause_reason = NULL, version = version + 1
       WHERE school_id = $1 RETURNING ${columns}`,
      [tx.schoolId],
    );
  }

  async keepTest(tx: Tx, result: ConnectionTest): Promise<DirectoryRow | undefined> {
    return tx.first<DirectoryRow>(
      `UPDATE directory_provider SET test_result = $2, tested_at = now(), version = version + 1 WHERE school_id = $1 RETURNING ${columns}`,
      [tx.schoolId, JSON.stringify(result)],
    );
  }

  /** Takes the moment at which the next account may be made, and answers for how many milliseconds to wait for it. */
  async takeSlot(tx: Tx, createsPerSecond: number): Promise<number> {
    const row = await tx.first<{ waitMs: number }>(
      `UPDATE directory_provider SET next_create_at = greatest(clock_timestamp(), next_create_at) + make_interval(secs => $2)
       WHERE school_id = $1 RETURNING (extract(epoch FROM next_create_at - clock_timestamp()) * 1000)::float8 AS "waitMs"`,
      [tx.schoolId, 1 / createsPerSecond],
    );
    return row?.waitMs ?? 0;
  }
}
