import { Injectable } from '@nestjs/common';
import type { Audience } from '@firstbell/contracts/issues';
import { statement, type Tx } from '@firstbell/platform';

/** A ticket that has just come back to the line by itself. */
export interface ReturnedRow {
  id: string;
  version: number;
  audience: Audience;
  claims: number;
  resolutions: number;
  assistant_id: string | null;
}

const over = statement(
  'ticket.hold_over',
  `
  WITH over AS (
    SELECT t.id FROM ticket t JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id
    WHERE t.school_id = $1 AND t.desk_id = $2 AND t.state = 'held' AND t.hold_until < now() AND k.frozen_at IS NULL
    FOR UPDATE OF t SKIP LOCKED
  ), t AS (
    UPDATE ticket SET state = CASE WHEN with_coach THEN 'escalated' ELSE 'waiting' END, hold_reason = NULL, hold_until = NULL, version = version + 1
    FROM over WHERE ticket.school_id = $1 AND ticket.id = over.id
    RETURNING ticket.id, ticket.version, ticket.audience, ticket.claims, ticket.resolutions, coalesce(ticket.escalated_by, ticket.resolved_by) AS assistant_id
  ), logged AS (
    INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
    SELECT $1, 'ticket.returned', 'ticket', t.id, t.version, NULL, jsonb_build_object('deskId', $2::uuid) FROM t
  )
  SELECT * FROM t`,
);

const moveEnds = statement(
  'ticket.move_hold_ends',
  `
  WITH t AS (
    UPDATE ticket SET hold_until = $3, version = version + 1
    WHERE school_id = $1 AND state = 'held' AND hold_reason = 'student_in_class' AND hold_until = $2 RETURNING id, desk_id, version
  )
  INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
  SELECT $1, 'ticket.held', 'ticket', t.id, t.version, $4, jsonb_build_object('deskId', t.desk_id, 'reason', 'student_in_class', 'bell', true) FROM t`,
);

@Injectable()
export class HoldsStore {
  /** Tickets set aside until a time that has come are back at their place, or with the coach, in one statement with their events. */
  async end(tx: Tx, deskId: string): Promise<ReturnedRow[]> {
    return tx.rows<ReturnedRow>(over, [tx.schoolId, deskId]);
  }

  /** Places kept until this bell are kept until the other instead, each with its event. */
  async moveEnds(tx: Tx, bell: { readonly from: Date; readonly to: Date }, actorId: string): Promise<void> {
    await tx.rows(moveEnds, [tx.schoolId, bell.from, bell.to, actorId]);
  }
}
