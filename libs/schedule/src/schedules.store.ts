import { Injectable } from '@nestjs/common';
import type { SchoolSettings } from '@firstbell/contracts/people';
import type { DayOff, DayPattern, DayType } from '@firstbell/contracts/schedule';
import { statement, type Tx } from '@firstbell/platform';
import type { BellPeriod, SpecialDay } from './calendar.rules.js';
import type { SchoolClock } from './school-now.rules.js';

/** A clock and when it was read, by the database's time. */
export interface ReadClock extends SchoolClock {
  readonly readAt: Date;
  /** Of the bell schedule. */
  readonly version: number;
}

interface ClockRow {
  time_zone: string;
  settings: SchoolSettings;
  day_pattern: DayPattern;
  bells_version: number;
  read_at: Date;
  periods: BellPeriod[];
  day_types: DayType[];
  days_off: DayOff[];
  special_days: SpecialDay[];
}

const listOf = (row: string, from: string, order: string): string =>
  `(SELECT coalesce(json_agg(json_build_object(${row}) ORDER BY ${order}), '[]') FROM ${from})`;
const timesOf = (of: string): string => `'startsAt', to_char(${of}.starts_at, 'HH24:MI'), 'endsAt', to_char(${of}.ends_at, 'HH24:MI')`;
const specialBells = listOf(
  `'periodId', b.period_id, ${timesOf('b')}`,
  'special_bell b WHERE b.school_id = x.school_id AND b.day = x.day',
  'b.starts_at',
);

/* Special days of the past mean nothing any more; a day is another one elsewhere, so yesterday's are read, too. */
const clock = statement(
  'schedule.clock',
  `
  SELECT s.time_zone, s.settings, s.day_pattern, s.bells_version, clock_timestamp() AS read_at,
    ${listOf(`'id', p.id, 'name', p.name, ${timesOf('p')}, 'dayTypeId', p.day_type_id`, 'period p WHERE p.school_id = s.id AND p.removed_at IS NULL', 'p.starts_at, p.name')} AS periods,
    ${listOf(`'id', d.id, 'name', d.name`, 'day_type d WHERE d.school_id = s.id', 'd.position')} AS day_types,
    ${listOf(`'id', o.id, 'name', o.name, 'from', o.from_on, 'to', o.to_on`, 'day_off o WHERE o.school_id = s.id', 'o.from_on')} AS days_off,
    ${listOf(
      `'day', x.day, 'dayTypeId', x.day_type_id, 'bells', CASE WHEN x.own_times THEN ${specialBells} END`,
      'special_day x WHERE x.school_id = s.id AND x.day >= current_date - 1',
      'x.day',
    )} AS special_days
  FROM school s WHERE s.id = $1`,
);

@Injectable()
export class SchedulesStore {
  async clock(tx: Tx): Promise<ReadClock | undefined> {
    const row = await tx.first<ClockRow & Record<string, unknown>>(clock, [tx.schoolId]);
    return (
      row && {
        timeZone: row.time_zone,
        settings: row.settings,
        periods: row.periods,
        dayTypes: row.day_types,
        pattern: row.day_pattern,
        daysOff: row.days_off,
        specialDays: row.special_days,
        version: row.bells_version,
        readAt: row.read_at,
      }
    );
  }
}
