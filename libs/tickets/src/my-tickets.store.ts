import { Injectable } from '@nestjs/common';
import type { Audience } from '@firstbell/contracts/issues';
import type { HoldReason, TicketState } from '@firstbell/contracts/tickets';
import { statement, type Tx } from '@firstbell/platform';
import { countedPlaces } from './line.rules.js';
import { somebodyQualifies } from './somebody-qualifies.js';

export interface MyTicketRow {
  id: string;
  code: string;
  state: TicketState;
  audience: Audience;
  issue_id: string;
  hold_reason: HoldReason | null;
  hold_until: Date | null;
  frozen: boolean;
  ahead: number;
  p25: number | null;
  p75: number | null;
  on_duty: number;
  /** Somebody on duty may take it. */
  qualified: boolean;
}

const open = statement(
  'my_tickets.open',
  `
  SELECT t.id, t.code, t.state, t.audience, t.issue_id, t.hold_reason, t.hold_until, k.frozen_at IS NOT NULL AS frozen,
         ${somebodyQualifies({ skill: 't.skill', schoolId: '$1', deskId: 't.desk_id', personId: 't.person_id' })} AS qualified,
         k.handling_p25 AS p25, k.handling_p75 AS p75,
         (SELECT count(*)::int FROM duty y WHERE y.school_id = $1 AND y.desk_id = t.desk_id AND y.until IS NULL) AS on_duty,
         (SELECT count(*)::int FROM (SELECT 1 FROM ticket w WHERE w.school_id = $1 AND w.desk_id = t.desk_id AND w.state = 'waiting' AND w.audience = 'desk'
            AND (w.line_rank, w.id) < (t.line_rank, t.id) LIMIT ${countedPlaces}) w) AS ahead
  FROM ticket t JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id
  WHERE t.school_id = $1 AND t.person_id = $2 AND t.state IN ('waiting', 'claimed', 'held', 'escalated') ORDER BY t.filed_at, t.id`,
);

/* As long back as the kiosk asks, too. */
const toRate = statement(
  'my_tickets.to_rate',
  `
  SELECT t.id, t.code, t.issue_id AS "issueId" FROM ticket t
  WHERE t.school_id = $1 AND t.person_id = $2 AND t.state = 'resolved' AND t.resolved_at > now() - interval '7 days'
    AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.school_id = $1 AND f.ticket_id = t.id AND f.resolution = t.resolutions)
  ORDER BY t.resolved_at DESC, t.id`,
);

const filers = statement(
  'my_tickets.filers',
  `SELECT DISTINCT person_id FROM ticket WHERE school_id = $1 AND id = ANY($2) AND person_id IS NOT NULL`,
);

const inLine = statement(
  'my_tickets.in_line',
  `
  SELECT w.person_id FROM (
    SELECT person_id, line_rank, id FROM ticket WHERE school_id = $1 AND desk_id = $2 AND state = 'waiting' AND audience = 'desk'
    ORDER BY line_rank, id LIMIT ${countedPlaces}) w
  WHERE w.person_id IS NOT NULL`,
);

/** The tickets of one person as their own page shows them, and whose page a change concerns. */
@Injectable()
export class MyTicketsStore {
  async open(tx: Tx, personId: string): Promise<MyTicketRow[]> {
    return tx.rows<MyTicketRow & Record<string, unknown>>(open, [tx.schoolId, personId]);
  }

  async toRate(tx: Tx, personId: string): Promise<{ id: string; code: string; issueId: string }[]> {
    return tx.rows(toRate, [tx.schoolId, personId]);
  }

  /** The people these tickets are of. */
  async filers(tx: Tx, ticketIds: readonly string[]): Promise<string[]> {
    return (await tx.rows<{ person_id: string }>(filers, [tx.schoolId, [...ticketIds]])).map((row) => row.person_id);
  }

  /** The people who stand in the public line of the desk at a place that is counted. */
  async inLine(tx: Tx, deskId: string): Promise<string[]> {
    return (await tx.rows<{ person_id: string }>(inLine, [tx.schoolId, deskId])).map((row) => row.person_id);
  }
}
