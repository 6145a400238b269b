import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import type { Candidate } from './sample.rules.js';

export interface SampledLately {
  assistant_id: string;
  lately: number;
  today: number;
}

/* Resolved by an assistant and before the coach for no other reason yet. */
const candidates = statement(
  'sample.candidates',
  `
  SELECT t.id, t.resolved_by, t.resolutions FROM ticket t
  JOIN person p ON p.school_id = t.school_id AND p.id = t.resolved_by AND 'assistant' = ANY(p.roles)
  WHERE t.school_id = $1 AND t.state = 'resolved' AND t.audience = 'desk' AND t.resolved_at >= $2 AND t.resolved_at <= $3
    AND t.desk_id IN (SELECT id FROM desk WHERE school_id = $1)
    AND NOT EXISTS (SELECT 1 FROM review r WHERE r.school_id = t.school_id AND r.ticket_id = t.id)
  ORDER BY t.id`,
);

const lately = statement(
  'sample.lately',
  `
  SELECT assistant_id, count(*)::int AS lately, (count(*) FILTER (WHERE raised_at >= $3))::int AS today
  FROM review WHERE school_id = $1 AND reason = 'sample' AND raised_at >= $2 AND assistant_id IS NOT NULL GROUP BY assistant_id`,
);

@Injectable()
export class SampleStore {
  /** Two workers that sample one school at once come one after the other. */
  async takeTurn(tx: Tx): Promise<void> {
    await tx.rows('SELECT 1 FROM school WHERE id = $1 FOR NO KEY UPDATE', [tx.schoolId]);
  }

  async candidates(tx: Tx, between: { from: Date; to: Date }): Promise<(Candidate & { resolution: number })[]> {
    const rows = await tx.rows<{ id: string; resolved_by: string; resolutions: number }>(candidates, [
      tx.schoolId,
      between.from,
      between.to,
    ]);
    return rows.map((row) => ({ ticketId: row.id, assistantId: row.resolved_by, resolution: row.resolutions }));
  }

  /** How often each assistant was sampled since `memory`, and of that since `today`. */
  async sampledLately(tx: Tx, since: { memory: Date; today: Date }): Promise<SampledLately[]> {
    return tx.rows<SampledLately & Record<string, unknown>>(lately, [tx.schoolId, since.memory, since.today]);
  }
}
