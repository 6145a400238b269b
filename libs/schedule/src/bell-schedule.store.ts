import { Injectable } from '@nestjs/common';
import type { DayOff, DayPattern, DayType } from '@firstbell/contracts/schedule';
import type { Tx } from '@firstbell/platform';
import type { PeriodInUse } from './bell-schedule.rules.js';
import type { BellPeriod, SpecialDay } from './calendar.rules.js';

@Injectable()
export class BellScheduleStore {
  /** Counts the schedule's version up and answers the school's; undefined when it is no longer the one that was read. */
  async takeVersion(tx: Tx, version: number): Promise<number | undefined> {
    const row = await tx.first<{ version: number }>(
      'UPDATE school SET bells_version = bells_version + 1, version = version + 1 WHERE id = $1 AND bells_version = $2 RETURNING version',
      [tx.schoolId, version],
    );
    return row?.version;
  }

  async putPeriods(tx: Tx, periods: readonly BellPeriod[]): Promise<void> {
    await tx.rows(
      `INSERT INTO period (school_id, id, name, starts_at, ends_at, day_type_id)
       SELECT $1, x.id, x.name, x."startsAt", x."endsAt", x."dayTypeId"
       FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, name text, "startsAt" time, "endsAt" time, "dayTypeId" uuid)
       ON CONFLICT (school_id, id) DO UPDATE SET name = excluded.name, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
         day_type_id = excluded.day_type_id, removed_at = NULL`,
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
  async removePeriods(tx: Tx, periodIds: readonly string[]): Promise<void> {
    await tx.rows('UPDATE period SET removed_at = now() WHERE school_id = $1 AND id = ANY($2)', [tx.schoolId, periodIds]);
  }

  async putDayTypes(tx: Tx, dayTypes: readonly DayType[]): Promise<void> {
    await tx.rows(
      `INSERT INTO day_type (school_id, id, name, position)
       SELECT $1, x.id, x.name, x.position FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, name text, position int)
       ON CONFLICT (school_id, id) DO UPDATE SET name = excluded.name, position = excluded.position`,
      [tx.schoolId, JSON.stringify(dayTypes.map((dayType, position) => ({ ...dayType, position })))],
    );
  }

  /** Once no period and no pattern speaks of them. */
  async removeDayTypes(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.rows('DELETE FROM day_type WHERE school_id = $1 AND id = ANY($2)', [tx.schoolId, ids]);
  }

  async putPattern(tx: Tx, pattern: DayPattern): Promise<void> {
    await tx.rows('UPDATE school SET day_pattern = $2 WHERE id = $1', [tx.schoolId, JSON.stringify(pattern)]);
  }

  async replaceDaysOff(tx: Tx, daysOff: readonly DayOff[]): Promise<void> {
    await tx.rows('DELETE FROM day_off WHERE school_id = $1', [tx.schoolId]);
    await tx.rows(
      `INSERT INTO day_off (school_id, id, name, from_on, to_on)
       SELECT $1, x.id, x.name, x."from", x."to" FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, name text, "from" date, "to" date)`,
      [tx.schoolId, JSON.stringify(daysOff)],
    );
  }

  /** The school's version, counted up for what is changed beside the schedule. */
  async touch(tx: Tx): Promise<number | undefined> {
    return (await tx.first<{ version: number }>('UPDATE school SET version = version + 1 WHERE id = $1 RETURNING version', [tx.schoolId]))
      ?.version;
  }

  async setSpecialDay(tx: Tx, { day, dayTypeId, bells }: SpecialDay): Promise<void> {
    await this.clearSpecialDay(tx, day);
    await tx.rows('INSERT INTO special_day (school_id, day, day_type_id, own_times) VALUES ($1, $2, $3, $4)', [
      tx.schoolId,
      day,
      dayTypeId,
      bells !== null,
    ]);
    await tx.rows(
      `INSERT INTO special_bell (school_id, day, period_id, starts_at, ends_at)
       SELECT $1, $2, x."periodId", x."startsAt", x."endsAt" FROM jsonb_to_recordset($3::jsonb) AS x("periodId" uuid, "startsAt" time, "endsAt" time)`,
      [tx.schoolId, day, JSON.stringify(bells ?? [])],
    );
  }

  async clearSpecialDay(tx: Tx, day: string): Promise<void> {
    await tx.rows('DELETE FROM special_day WHERE school_id = $1 AND day = $2', [tx.schoolId, day]);
  }
}
