import { Injectable } from '@nestjs/common';
import { reviewReasons, type ReviewReason, type ReviewRow, type Tap } from '@firstbell/contracts/feedback';
import type { TicketState } from '@firstbell/contracts/tickets';
import { statement, type Tx } from '@firstbell/platform';
import { somebodyQualifies } from '@firstbell/tickets';

/** `round` tells one occasion from the next; a reason is raised once for each round of a ticket. */
export interface ReviewToRaise {
  readonly id: string;
  readonly ticketId: string;
  readonly reason: ReviewReason;
  readonly round: number;
}

interface Row {
  id: string;
  version: number;
  reason: ReviewReason;
  raised_at: Date;
  settled_at: Date | null;
  ticket_id: string;
  code: string;
  issue_id: string;
  student_name: string;
  ticket_state: TicketState;
  assistant_id: string | null;
  assistant_name: string | null;
  escalation_reason: string | null;
  note: string | null;
  fixed: Tap | null;
  explained: Tap | null;
  respected: Tap | null;
  comment: string | null;
  given_at: Date | null;
}

/* Everything a line of the inbox shows, for `FROM review r`. */
const inboxColumns = `
  r.id, r.version, r.reason, r.raised_at, r.settled_at, r.ticket_id, t.code, t.issue_id,
  coalesce(s.display_name, t.typed_name) AS student_name, t.state AS ticket_state, r.assistant_id, a.display_name AS assistant_name,
  CASE WHEN r.reason = 'escalated' THEN t.escalation_reason END AS escalation_reason,
  CASE r.reason WHEN 'escalated' THEN t.escalation_note WHEN 'private' THEN t.description END AS note,
  f.fixed, f.explained, f.respected, f.comment, f.at AS given_at`;
const inboxJoins = `
  JOIN ticket t ON t.school_id = r.school_id AND t.id = r.ticket_id
  LEFT JOIN person s ON s.school_id = r.school_id AND s.id = t.person_id
  LEFT JOIN person a ON a.school_id = r.school_id AND a.id = r.assistant_id
  LEFT JOIN feedback f ON f.school_id = r.school_id AND f.id = r.feedback_id`;

/** The most pressing reason first, as listed in the contract. */
const mostPressing = `CASE r.reason ${reviewReasons.map((reason, rank) => `WHEN '${reason}' THEN ${rank}`).join(' ')} END`;

const byIds = statement('review.by_ids', `SELECT ${inboxColumns} FROM review r ${inboxJoins} WHERE r.school_id = $1 AND r.id = ANY($2)`);
const open = statement(
  'review.open',
  `
  SELECT ${inboxColumns} FROM review r ${inboxJoins}
  WHERE r.school_id = $1 AND r.settled_at IS NULL AND ($2::uuid IS NULL OR r.desk_id = $2)
  ORDER BY ${mostPressing}, r.raised_at, r.id LIMIT $3`,
);
const settled = statement(
  'review.settled',
  `
  SELECT ${inboxColumns} FROM review r ${inboxJoins}
  WHERE r.school_id = $1 AND r.settled_at IS NOT NULL AND ($2::uuid IS NULL OR r.desk_id = $2)
  ORDER BY r.settled_at DESC, r.id LIMIT $3`,
);

const told = (type: 'review.raised' | 'review.changed' | 'review.settled', from: string, actor: string) => `
  INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
  SELECT $1, '${type}', 'review', c.id, c.version, ${actor}, jsonb_build_object('deskId', c.desk_id, 'ticketId', c.ticket_id, 'reason', c.reason)
  FROM ${from}`;

/* Whose work it is about and what the student said follow from the ticket as it stands. */
const raise = statement(
  'review.raise',
  `
  WITH asked AS (SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[]) AS a (id, ticket_id, reason, round)),
  raised AS (
    INSERT INTO review (school_id, id, desk_id, ticket_id, round, reason, assistant_id, feedback_id, raised_at)
    SELECT t.school_id, a.id, t.desk_id, t.id, a.round, a.reason,
           CASE a.reason WHEN 'escalated' THEN t.escalated_by WHEN 'private' THEN NULL WHEN 'nobody_qualified' THEN NULL ELSE t.resolved_by END, f.id, coalesce($7, now())
    FROM asked a JOIN ticket t ON t.school_id = $1 AND t.id = a.ticket_id
    LEFT JOIN feedback f ON f.school_id = t.school_id AND f.ticket_id = t.id AND f.resolution = t.resolutions
    ON CONFLICT (school_id, ticket_id, reason, round) DO NOTHING
    RETURNING id, version, desk_id, ticket_id, reason
  ), told AS (${told('review.raised', 'raised c', '$6::uuid')})
  SELECT id FROM raised`,
);

/* $4: reasons that end with this change; the other open reviews of the ticket only show it. */
const follow = statement(
  'review.follow',
  `
  WITH changed AS (
    UPDATE review SET version = version + 1, settled_at = CASE WHEN reason = ANY($4) THEN now() END, settled_by = CASE WHEN reason = ANY($4) THEN $3::uuid END
    WHERE school_id = $1 AND ticket_id = $2 AND settled_at IS NULL
    RETURNING id, version, desk_id, ticket_id, reason, settled_at
  ), settled AS (${told('review.settled', 'changed c WHERE c.settled_at IS NOT NULL', '$3')}
  ), told AS (${told('review.changed', 'changed c WHERE c.settled_at IS NULL', '$3')})
  SELECT id FROM changed`,
);

const attach = statement(
  'review.attach_feedback',
  `
  WITH changed AS (
    UPDATE review SET version = version + 1, feedback_id = $3
    WHERE school_id = $1 AND ticket_id = $2 AND settled_at IS NULL AND reason = 'sample' AND round = $5
    RETURNING id, version, desk_id, ticket_id, reason
  ), told AS (${told('review.changed', 'changed c', '$4::uuid')})
  SELECT id FROM changed`,
);

const settle = statement(
  'review.settle',
  `
  WITH changed AS (
    UPDATE review SET version = version + 1, settled_at = now(), settled_by = $3 WHERE school_id = $1 AND id = $2 AND settled_at IS NULL
    RETURNING id, version, desk_id, ticket_id, reason
  ), told AS (${told('review.settled', 'changed c', '$3')})
  SELECT id FROM changed`,
);

const qualifies = somebodyQualifies({ skill: 't.skill', schoolId: 't.school_id', deskId: 't.desk_id', personId: 't.person_id' });

/* Rounds are counted: it may come about again without any change of the ticket, when somebody goes off duty. */
const unqualified = statement(
  'review.unqualified',
  `
  SELECT t.id AS "ticketId", 1 + coalesce((SELECT max(r.round) FROM review r
      WHERE r.school_id = t.school_id AND r.ticket_id = t.id AND r.reason = 'nobody_qualified'), 0) AS round
  FROM ticket t
  WHERE t.school_id = $1 AND t.desk_id = $2 AND ($3::uuid IS NULL OR t.id = $3) AND t.state = 'waiting' AND t.audience = 'desk' AND t.skill IS NOT NULL
    AND NOT ${qualifies}
    AND NOT EXISTS (SELECT 1 FROM review r WHERE r.school_id = t.school_id AND r.ticket_id = t.id AND r.reason = 'nobody_qualified' AND r.settled_at IS NULL)
  ORDER BY t.line_rank, t.id LIMIT 200`,
);

const settleQualified = statement(
  'review.settle_qualified',
  `
  WITH changed AS (
    UPDATE review r SET version = r.version + 1, settled_at = now(), settled_by = $3::uuid FROM ticket t
    WHERE r.school_id = $1 AND r.desk_id = $2 AND r.settled_at IS NULL AND r.reason = 'nobody_qualified'
      AND t.school_id = r.school_id AND t.id = r.ticket_id AND ${qualifies}
    RETURNING r.id, r.version, r.desk_id, r.ticket_id, r.reason
  ), told AS (${told('review.settled', 'changed c', '$3')})
  SELECT id FROM changed`,
);

/** The coach's inbox. Every change of a review and its event are one statement. */
@Injectable()
export class ReviewsStore {
  async rows(tx: Tx, ids: readonly string[]): Promise<ReviewRow[]> {
    return ids.length === 0 ? [] : (await tx.rows<Row>(byIds, [tx.schoolId, [...ids]])).map(toReviewRow);
  }

  async row(tx: Tx, id: string): Promise<ReviewRow | undefined> {
    return (await this.rows(tx, [id]))[0];
  }

  async inbox(tx: Tx, which: 'open' | 'settled', deskId: string | null, limit: number): Promise<ReviewRow[]> {
    return (await tx.rows<Row>(which === 'open' ? open : settled, [tx.schoolId, deskId, limit])).map(toReviewRow);
  }

  /** Those raised already in their round are left as they are. Answers how many are new. */
  async raise(tx: Tx, reviews: readonly ReviewToRaise[], actorId: string | null, at: Date | null = null): Promise<number> {
    const column = <K extends keyof ReviewToRaise>(key: K) => reviews.map((review) => review[key]);
    return (await tx.rows(raise, [tx.schoolId, column('id'), column('ticketId'), column('reason'), column('round'), actorId, at])).length;
  }

  /** The ticket changed: its open reviews show it, and those of the reasons given are settled with it. */
  async follow(tx: Tx, ticketId: string, actorId: string | null, settledReasons: readonly ReviewReason[]): Promise<void> {
    await tx.rows(follow, [tx.schoolId, ticketId, actorId, settledReasons]);
  }

  /** Tickets in line that nobody on duty may take and the coach has not been told of: the one given, or all of the desk. */
  async unqualified(tx: Tx, deskId: string, ticketId: string | null): Promise<{ ticketId: string; round: number }[]> {
    return tx.rows<{ ticketId: string; round: number }>(unqualified, [tx.schoolId, deskId, ticketId]);
  }

  /** Somebody who may take them is there now. */
  async settleQualified(tx: Tx, deskId: string, actorId: string | null): Promise<void> {
    await tx.rows(settleQualified, [tx.schoolId, deskId, actorId]);
  }

  /** Feedback given after a resolution was sampled is read with it. */
  async attachFeedback(tx: Tx, feedback: { id: string; ticketId: string; resolution: number }, actorId: string | null): Promise<void> {
    await tx.rows(attach, [tx.schoolId, feedback.ticketId, feedback.id, actorId, feedback.resolution]);
  }

  async settle(tx: Tx, id: string, byId: string): Promise<void> {
    await tx.rows(settle, [tx.schoolId, id, byId]);
  }
}

function toReviewRow(row: Row): ReviewRow {
  const { fixed, explained, respected, given_at: givenAt } = row;
  const answered = fixed !== null && explained !== null && respected !== null && givenAt !== null;
  return {
    id: row.id,
    version: row.version,
    reason: row.reason,
    raisedAt: row.raised_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    ticketId: row.ticket_id,
    code: row.code,
    issueId: row.issue_id,
    studentName: row.student_name,
    ticketState: row.ticket_state,
    assistant: row.assistant_id === null ? null : { id: row.assistant_id, name: row.assistant_name ?? '' },
    escalationReason: row.escalation_reason,
    note: row.note,
    feedback: answered ? { fixed, explained, respected, comment: row.comment, at: givenAt.toISOString() } : null,
  };
}
