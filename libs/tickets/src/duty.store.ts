import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import type { DutyTime, Shift } from './attendance.rules.js';

/* Duty of the release before has no end of its own. A frozen desk's clocks stand, this one too. */
const endOverdue = statement(
  'duty.end_overdue',
  `
  UPDATE duty y SET until = now() FROM desk k
  WHERE k.school_id = y.school_id AND k.id = y.desk_id AND k.frozen_at IS NULL AND y.school_id = $1 AND y.desk_id = $2 AND y.until IS NULL
    AND coalesce(y.ends_at, y.since + interval '12 hours') <= now()
  RETURNING y.person_id`,
);

const times = statement(
  'duty.times',
  `
  SELECT p.id, p.display_name AS name, y.since, y.until FROM duty y JOIN person p ON p.school_id = y.school_id AND p.id = y.person_id
  WHERE y.school_id = $1 AND y.since >= $2 AND y.since < $3 ORDER BY y.since`,
);

const shifts = statement(
  'duty.shifts',
  `
  SELECT s.period_id, p.id, p.display_name AS name FROM shift s JOIN person p ON p.school_id = s.school_id AND p.id = s.person_id
  WHERE s.school_id = $1 AND s.period_id = ANY($2) AND p.status = 'active' ORDER BY p.display_name, p.id`,
);

@Injectable()
export class DutyStore {
  /** Answers whether that changed anything. */
  async start(tx: Tx, duty: { id: string; deskId: string; personId: string; endsAt: Date }): Promise<boolean> {
    const rows = await tx.rows(
      `INSERT INTO duty (school_id, id, desk_id, person_id, ends_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (school_id, desk_id, person_id) WHERE until IS NULL DO NOTHING RETURNING id`,
      [tx.schoolId, duty.id, duty.deskId, duty.personId, duty.endsAt],
    );
    return rows.length > 0;
  }

  /** At that desk, or with null at every one. Answers the desks where that changed anything. */
  async end(tx: Tx, deskId: string | null, personId: string): Promise<string[]> {
    const rows = await tx.rows<{ desk_id: string }>(
      'UPDATE duty SET until = now() WHERE school_id = $1 AND ($2::uuid IS NULL OR desk_id = $2) AND person_id = $3 AND until IS NULL RETURNING desk_id',
      [tx.schoolId, deskId, personId],
    );
    return rows.map((row) => row.desk_id);
  }

  /** Where this person is on duty now. */
  async desksOf(tx: Tx, personId: string): Promise<string[]> {
    const rows = await tx.rows<{ desk_id: string }>('SELECT desk_id FROM duty WHERE school_id = $1 AND person_id = $2 AND until IS NULL', [
      tx.schoolId,
      personId,
    ]);
    return rows.map((row) => row.desk_id);
  }

  /** Ends whatever should have ended by now. Answers whose. */
  async endOverdue(tx: Tx, deskId: string): Promise<string[]> {
    return (await tx.rows<{ person_id: string }>(endOverdue, [tx.schoolId, deskId])).map((row) => row.person_id);
  }

  /** Who is on duty now stays until then; coaches, who have the whole day, until `forCoaches`. */
  async moveEnds(tx: Tx, ends: { readonly forAssistants: Date; readonly forCoaches: Date }): Promise<void> {
    await tx.rows(
      `UPDATE duty y SET ends_at = CASE WHEN 'coach' = ANY(p.roles) THEN $3::timestamptz ELSE $2::timestamptz END FROM person p
       WHERE p.school_id = y.school_id AND p.id = y.person_id AND y.school_id = $1 AND y.until IS NULL AND coalesce(y.ends_at, 'infinity') > now()`,
      [tx.schoolId, ends.forAssistants, ends.forCoaches],
    );
  }

  /** Everybody's duty that began between these. */
  async times(tx: Tx, { from, to }: { readonly from: Date; readonly to: Date }): Promise<DutyTime[]> {
    const rows = await tx.rows<{ id: string; name: string; since: Date; until: Date | null }>(times, [tx.schoolId, from, to]);
    return rows.map(({ id, name, since, until }) => ({ person: { id, name }, since, until }));
  }

  /** Who is expected in these periods, by name. */
  async shifts(tx: Tx, periodIds: readonly string[]): Promise<Shift[]> {
    const rows = await tx.rows<{ period_id: string; id: string; name: string }>(shifts, [tx.schoolId, periodIds]);
    return rows.map(({ period_id, id, name }) => ({ periodId: period_id, person: { id, name } }));
  }
}
