import { Injectable } from '@nestjs/common';
import type { DeviceBrief } from '@firstbell/contracts/circulation';
import type { Tx } from '@firstbell/platform';

/** A loan is overdue from the day after it was due, on the school's own calendar. */
const remind = `
  UPDATE check_out c SET reminded_on = (now() AT TIME ZONE s.time_zone)::date, version = c.version + 1
  FROM school s
  WHERE s.id = c.school_id AND c.school_id = $1 AND c.id = $2 AND c.in_at IS NULL AND c.kind = 'loaner'
    AND c.due_on < (now() AT TIME ZONE s.time_zone)::date AND coalesce(c.reminded_on, '-infinity') < (now() AT TIME ZONE s.time_zone)::date
  RETURNING c.version, c.device_id AS "deviceId", c.person_id AS "personId"`;

@Injectable()
export class LoanersStore {
  async pool(tx: Tx): Promise<DeviceBrief[]> {
    return tx.rows<DeviceBrief>(
      `SELECT id, tag, model, state FROM device WHERE school_id = $1 AND loaner AND state <> 'retired' ORDER BY tag`,
      [tx.schoolId],
    );
  }

  /** Takes today's reminder of the loan, if it is due: the row decides, so a second run gets nothing. */
  async takeReminder(tx: Tx, checkOutId: string): Promise<{ version: number; deviceId: string; personId: string } | undefined> {
    return tx.first<{ version: number; deviceId: string; personId: string }>(remind, [tx.schoolId, checkOutId]);
  }
}
