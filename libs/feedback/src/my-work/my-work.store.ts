import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import type { Answer } from './released-feedback.rules.js';

const counts = statement(
  'my_work.counts',
  `
  SELECT count(*) FILTER (WHERE resolved_at >= $3)::int AS today, count(*)::int AS month,
         (SELECT count(*)::int FROM coach_note n WHERE n.school_id = $1 AND n.to_id = $2 AND n.read_at IS NULL) AS unread
  FROM ticket WHERE school_id = $1 AND resolved_by = $2 AND state = 'resolved' AND resolved_at >= $4`,
);

const answers = statement(
  'my_work.answers',
  `
  SELECT coalesce(t.person_id::text, t.typed_name) AS student, f.fixed, f.explained, f.respected
  FROM feedback f JOIN ticket t ON t.school_id = f.school_id AND t.id = f.ticket_id
  WHERE f.school_id = $1 AND f.assistant_id = $2 ORDER BY f.at, f.id`,
);

@Injectable()
export class MyWorkStore {
  async counts(tx: Tx, personId: string, since: { today: Date; month: Date }): Promise<{ today: number; month: number; unread: number }> {
    const row = await tx.first<{ today: number; month: number; unread: number }>(counts, [tx.schoolId, personId, since.today, since.month]);
    return row ?? { today: 0, month: 0, unread: 0 };
  }

  /** Every answer about this person's work, oldest first. */
  async answers(tx: Tx, personId: string): Promise<Answer[]> {
    return tx.rows<Answer & Record<string, unknown>>(answers, [tx.schoolId, personId]);
  }
}
