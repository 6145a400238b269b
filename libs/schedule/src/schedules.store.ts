import { Injectable } from '@nestjs/common';
import type { SchoolSettings } from '@firstbell/contracts/people';
import type { Tx } from '@firstbell/platform';
import type { BellPeriod } from './bell.rules.js';
import type { SchoolClock } from './school-now.rules.js';

/** A clock and when it was read, by the database's time. */
export interface ReadClock extends SchoolClock {
  readonly readAt: Date;
}

@Injectable()
export class SchedulesStore {
  async clock(tx: Tx): Promise<ReadClock | undefined> {
    const school = await tx.first<{ time_zone: string; settings: SchoolSettings; read_at: Date }>(
      'SELECT time_zone, settings, clock_timestamp() AS read_at FROM school WHERE id = $1',
      [tx.schoolId],
    );
    if (school === undefined) return undefined;
    return { timeZone: school.time_zone, settings: school.settings, periods: await this.periods(tx), readAt: school.read_at };
  }

  async periods(tx: Tx): Promise<BellPeriod[]> {
    const rows = await tx.rows<{ id: string; name: string; starts_at: string; ends_at: string }>(
      'SELECT id, name, starts_at, ends_at FROM period WHERE school_id = $1 AND removed_at IS NULL ORDER BY starts_at, name',
      [tx.schoolId],
    );
    return rows.map((row) => ({ id: row.id, name: row.name, startsAt: row.starts_at.slice(0, 5), endsAt: row.ends_at.slice(0, 5) }));
  }
}
