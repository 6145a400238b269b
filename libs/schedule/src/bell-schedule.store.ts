import { Injectable } from '@nestjs/common';
import type { Period } from '@firstbell/contracts/people';
import type { Tx } from '@firstbell/platform';
import type { PeriodInUse } from './bell-schedule.rules.js';

@Injectable()
export class BellScheduleStore {
  async version(tx: Tx): Promise<number | undefined> {
    return (await tx.first<{ version: number }>('SELECT bells_version AS version FROM school WHERE id = $1', [tx.schoolId]))?.version;
  }

  /** Counts the schedule's version up and answers the school's; undefined when it is no longer the one that was read. */
  async takeVersion(tx: Tx, version: number): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      'UPDATE school SET bells_version = bells_version + 1, version = version + 1 WHERE id = $1 AND bells_version = $2 RETURNING version',
      [tx.schoolId, version],
    );
    return row?.version;
  }

  async put(tx: Tx, periods: readonly Period[]): Promise<void> {
    await tx.rows(
      `INSERT INTO period (school_id, id, name, starts_at, ends_at)
       SELECT $1, x.id, x.name, x."startsAt", x."endsAt" FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, name text, "startsAt" time, "endsAt" time)
       ON CONFLICT (school_id, id) DO UPDATE SET name = excluded.name, starts_at = excluded.starts_at, ends_at = excluded.ends_at, removed_at = NULL`,
      [tx.schoolId, JSON.stringify(periods)],
    );
  }

  /** What hangs on each of these from the day `today` on. */
  async uses(tx: Tx, periodIds: readonly string[], today: string): Promise<PeriodInUse[]> {
    return tx.rows<{ name: string; assistants: number; reservations: number }>(
      `SELECT p.name,
         (SELECT count(*)::int FROM shift s JOIN person a ON a.school_id = s.school_id AND a.id = s.person_id AND a.status = 'active'
          WHERE s.school_id = p.school_id AND s.period_id = p.id) AS assistants,
         (SELECT count(*)::int FROM cart_reservation r
          WHERE r.school_id = p.school_id AND r.period_id = p.id AND r.day >= $3 AND r.cancelled_at IS NULL AND r.returned_at IS NULL) AS reservations
       FROM period p WHERE p.school_id = $1 AND p.id = ANY($2) ORDER BY p.starts_at`,
      [tx.schoolId, periodIds, today],
    );
  }

  /** They ring no more, but stay for the reservations of the past. */
  async remove(tx: Tx, periodIds: readonly string[]): Promise<void> {
    await tx.rows('UPDATE period SET removed_at = now() WHERE school_id = $1 AND id = ANY($2)', [tx.schoolId, periodIds]);
  }
}
