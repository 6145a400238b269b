import { Injectable } from '@nestjs/common';
import type { DeviceManagementConfig } from '@firstbell/contracts/device-management';
import type { ConnectionTest } from '@firstbell/contracts/values';
import { statement, type Tx } from '@firstbell/platform';

export interface DeviceManagementRow {
  readonly config: DeviceManagementConfig;
  readonly secret_sealed: Buffer;
  readonly paused_until: Date | null;
  readonly pause_code: string | null;
  readonly pause_reason: string | null;
  readonly test_result: ConnectionTest | null;
  readonly version: number;
}

/** How many check-outs stand how: those that are out and were never told of, and whatever is on its way, said or stuck. */
export interface Told {
  readonly untold: number;
  readonly waiting: number;
  readonly told: number;
  readonly stuck: number;
}

const columns = `config, secret_sealed, CASE WHEN paused_until > now() THEN paused_until END AS paused_until, pause_code, pause_reason, test_result, version`;

const one = statement('device_management.one', `SELECT ${columns} FROM device_management WHERE school_id = $1`);

/* What was changed may be what had paused it; a person's own pause stays. */
const update = `
  UPDATE device_management SET config = $2, secret_sealed = $3,
    paused_until = CASE WHEN pause_code = 'device_management.paused_by_person' THEN paused_until END,
    test_result = NULL, version = version + 1
  WHERE school_id = $1 AND version = $4 RETURNING ${columns}`;

const pauseEnds = `coalesce(now() + make_interval(secs => $2::float8 / 1000), timestamptz '9999-01-01 00:00Z')`;

const pause = statement(
  'device_management.pause',
  `UPDATE device_management SET paused_until = ${pauseEnds}, pause_code = $3, pause_reason = $4, version = version + 1
   WHERE school_id = $1 AND coalesce(paused_until, '-infinity') < ${pauseEnds}
     AND (coalesce(paused_until, '-infinity') < now() OR $3 = 'device_management.paused_by_person')
   RETURNING ${columns}`,
);

/** One row a school: who is told who has which device, and how far that is. */
@Injectable()
export class DeviceManagementStore {
  async find(tx: Tx): Promise<DeviceManagementRow | undefined> {
    return tx.first<DeviceManagementRow>(one, [tx.schoolId]);
  }

  async isSetUp(tx: Tx): Promise<boolean> {
    return (await tx.first('SELECT 1 FROM device_management WHERE school_id = $1', [tx.schoolId])) !== undefined;
  }

  /** Undefined when somebody else has changed it since `version`. */
  async save(
    tx: Tx,
    change: { config: DeviceManagementConfig; secretSealed: Buffer },
    version: number | null,
  ): Promise<DeviceManagementRow | undefined> {
    const values = [tx.schoolId, JSON.stringify(change.config), change.secretSealed];
    if (version !== null) return tx.first<DeviceManagementRow>(update, [...values, version]);
    return tx.first<DeviceManagementRow>(
      `INSERT INTO device_management (school_id, config, secret_sealed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING ${columns}`,
      values,
    );
  }

  /** Undefined when there is none of this version. */
  async remove(tx: Tx, version: number): Promise<DeviceManagementRow | undefined> {
    return tx.first<DeviceManagementRow>(`DELETE FROM device_management WHERE school_id = $1 AND version = $2 RETURNING ${columns}`, [
      tx.schoolId,
      version,
    ]);
  }

  /** From now, by the database's clock; `forMs` null: until somebody ends it. Undefined when it is paused already. */
  async pause(tx: Tx, to: { forMs: number | null; code: string; reason: string }): Promise<DeviceManagementRow | undefined> {
    return tx.first<DeviceManagementRow>(pause, [tx.schoolId, to.forMs, to.code, to.reason.slice(0, 1_000)]);
  }

  async resume(tx: Tx): Promise<DeviceManagementRow | undefined> {
    return tx.first<DeviceManagementRow>(
      `UPDATE device_management SET paused_until = NULL, pause_code = NULL, pause_reason = NULL, version = version + 1
       WHERE school_id = $1 RETURNING ${columns}`,
      [tx.schoolId],
    );
  }

  /** Undefined when the settings are no longer those that were tested. */
  async keepTest(tx: Tx, version: number, result: ConnectionTest): Promise<DeviceManagementRow | undefined> {
    return tx.first<DeviceManagementRow>(
      `UPDATE device_management SET test_result = $3, version = version + 1 WHERE school_id = $1 AND version = $2 RETURNING ${columns}`,
      [tx.schoolId, version, JSON.stringify(result)],
    );
  }

  async countTold(tx: Tx): Promise<Told> {
    const row = await tx.first<Told>(
      `SELECT count(*) FILTER (WHERE sync_state = 'none' AND in_at IS NULL)::int AS untold, count(*) FILTER (WHERE sync_state = 'due')::int AS waiting,
         count(*) FILTER (WHERE sync_state = 'done')::int AS told, count(*) FILTER (WHERE sync_state = 'needs_person')::int AS stuck
       FROM check_out WHERE school_id = $1`,
      [tx.schoolId],
    );
    return row ?? { untold: 0, waiting: 0, told: 0, stuck: 0 };
  }

  /** Whatever is out and was never told of becomes due. Answers how many. */
  async tellOfAll(tx: Tx): Promise<number> {
    return this.change(
      tx,
      `sync_state = 'due', sync_attempt = 0, sync_retry_at = NULL, sync_reason = NULL, sync_code = NULL`,
      `in_at IS NULL AND sync_state = 'none'`,
    );
  }

  /** What was told under other settings counts as untold: it may have been said to somebody else. So does what is being told now. */
  async forgetWhatWasTold(tx: Tx): Promise<void> {
    await this.change(tx, `sync_fence = sync_fence + 1`, `sync_state = 'due'`);
    await this.change(tx, `sync_state = 'none'`, `in_at IS NULL AND sync_state = 'done'`);
  }

  /** Nobody is to be told any more. */
  async tellNobody(tx: Tx): Promise<void> {
    await this.forgetWhatWasTold(tx);
    await this.change(
      tx,
      `sync_state = 'none', sync_attempt = 0, sync_retry_at = NULL, sync_reason = NULL, sync_code = NULL`,
      `sync_state IN ('due', 'needs_person')`,
    );
  }

  private async change(tx: Tx, to: string, which: string): Promise<number> {
    const row = await tx.first<{ count: number }>(
      `WITH changed AS (UPDATE check_out SET ${to}, version = version + 1 WHERE school_id = $1 AND ${which} RETURNING 1)
       SELECT count(*)::int AS count FROM changed`,
      [tx.schoolId],
    );
    return row?.count ?? 0;
  }
}
