import { Injectable } from '@nestjs/common';
import type { Translated } from '@firstbell/contracts/values';
import { statement, type Tx } from '@firstbell/platform';
import type { BellSlot } from './bell-slots.rules.js';
import { atOnce, joinedFiler, stoodStill, stops, waited } from './figures.sql.js';
import type { DayCounts, FeedbackCounts, FilingFigures, OutOfOrderTake, ResolutionFigures } from './figures.rules.js';

/** What happened at a desk between two instants, the second outside. */
export interface DeskSpan {
  readonly deskId: string;
  readonly from: Date;
  readonly to: Date;
}

/** A desk's day: its tickets by the date they carry, everything else between two instants. */
export interface DeskDay extends DeskSpan {
  readonly day: string;
  readonly now: Date;
  readonly timeZone: string;
  readonly slots: readonly BellSlot[];
}

/* The slots of the day as instants. $3 time zone; $4, $5 beginnings and ends by the wall clock; $6 the day. */
const slots = `slot AS MATERIALIZED (
  SELECT ordinality::int - 1 AS slot, ($6::date + since) AT TIME ZONE $3 AS since, ($6::date + until) AT TIME ZONE $3 AS until
  FROM unnest($4::time[], $5::time[]) WITH ORDINALITY AS s (since, until))`;
const slotOf = (instant: string) => `slot s ON ${instant} >= s.since AND ${instant} < s.until`;

/* How long each ticket of the day waited, by issue and by slot. */
const filings = statement(
  'figures.filings',
  `
  WITH ${slots}, ${stops('$7::timestamptz', '$8::timestamptz')}, filed AS (
    SELECT t.issue_id, s.slot,
           ${waited} AS waited
    FROM ticket t LEFT JOIN ${slotOf('t.filed_at')} ${joinedFiler}
    WHERE t.school_id = $1 AND t.desk_id = $2 AND t.day = $6
  )
  SELECT issue_id, slot, grouping(issue_id, slot) AS "group", count(*)::int AS filed,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY waited)::float8 AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY waited)::float8 AS p90
  FROM filed GROUP BY GROUPING SETS ((), (issue_id), (slot))`,
);

/* What was resolved today, also when it was reopened since. */
const resolutions = statement(
  'figures.resolutions',
  `
  WITH ${slots}, resolved AS (
    SELECT t.issue_id, s.slot, t.reopened > 0 AS reopened, ${atOnce} AS at_once
    FROM ticket t LEFT JOIN ${slotOf('t.resolved_at')}
    WHERE t.school_id = $1 AND t.desk_id = $2 AND t.resolved_at >= $7 AND t.resolved_at < $8
  )
  SELECT issue_id, slot, grouping(issue_id, slot) AS "group", count(*)::int AS resolved,
         (count(*) FILTER (WHERE reopened))::int AS reopened, (count(*) FILTER (WHERE at_once))::int AS at_once
  FROM resolved GROUP BY GROUPING SETS ((), (issue_id), (slot))`,
);

const selfHelp = statement(
  'figures.self_help',
  `
  SELECT i.id AS issue_id, (SELECT count(*)::int FROM self_help_solved h WHERE h.school_id = i.school_id AND h.issue_id = i.id AND h.desk_id = $2 AND h.at >= $3 AND h.at < $4) AS solved
  FROM issue i WHERE i.school_id = $1`,
);

/* The longest wait is of those nobody has taken yet: who is back in line after a reopening did not wait all that time. */
const counts = statement(
  'figures.counts',
  `
  WITH ${stops('$3::timestamptz', '$4::timestamptz')},
  line AS (SELECT count(*)::int AS waiting, min(filed_at) FILTER (WHERE first_claimed_at IS NULL) AS oldest FROM ticket WHERE school_id = $1 AND desk_id = $2 AND state = 'waiting')
  SELECT line.waiting, (extract(epoch FROM $3::timestamptz - line.oldest) - ${stoodStill('line.oldest', '$3::timestamptz')})::float8 AS longest,
         (SELECT count(*)::int FROM duty y WHERE y.school_id = $1 AND y.desk_id = $2 AND y.until IS NULL) AS on_duty,
         (SELECT count(DISTINCT r.ticket_id)::int FROM review r WHERE r.school_id = $1 AND r.desk_id = $2 AND r.reason = 'escalated' AND r.raised_at >= $4 AND r.raised_at < $5) AS escalated
  FROM line`,
);

const feedback = statement(
  'figures.feedback',
  `
  SELECT count(*)::int AS count, count(DISTINCT coalesce(t.person_id::text, t.typed_name))::int AS students,
         (count(*) FILTER (WHERE f.fixed = 'yes'))::int AS fixed, (count(*) FILTER (WHERE f.explained = 'yes'))::int AS explained, (count(*) FILTER (WHERE f.respected = 'yes'))::int AS respected
  FROM feedback f JOIN ticket t ON t.school_id = f.school_id AND t.id = f.ticket_id
  WHERE f.school_id = $1 AND t.desk_id = $2 AND f.at >= $3 AND f.at < $4`,
);

/* A walk-up that staff filed and took in one movement jumped no line. */
const outOfOrder = statement(
  'figures.out_of_order',
  `
  SELECT t.code, p.display_name AS by, e.at, e.data ->> 'reason' AS reason
  FROM event e JOIN ticket t ON t.school_id = e.school_id AND t.id = e.subject_id
  JOIN person p ON p.school_id = e.school_id AND p.id = e.actor_id
  WHERE e.school_id = $1 AND e.type = 'ticket.claimed' AND e.data ->> 'reason' IS NOT NULL AND e.at >= $3 AND e.at < $4 AND t.desk_id = $2
    AND NOT (t.filed_by = e.actor_id AND e.at < t.filed_at + interval '5 seconds')
  ORDER BY e.at DESC LIMIT 200`,
);

const issueNames = statement('figures.issue_names', 'SELECT id, name FROM issue WHERE school_id = $1 ORDER BY position, id');

/** Today's figures of a desk: a handful of questions to the database, however many tickets there were. */
@Injectable()
export class FiguresStore {
  async filings(tx: Tx, desk: DeskDay): Promise<FilingFigures[]> {
    return tx.rows<FilingFigures & Record<string, unknown>>(filings, [...slotted(tx, desk), desk.now, desk.from]);
  }

  async resolutions(tx: Tx, desk: DeskDay): Promise<ResolutionFigures[]> {
    return tx.rows<ResolutionFigures & Record<string, unknown>>(resolutions, [...slotted(tx, desk), desk.from, desk.to]);
  }

  /** Issue id → how often its steps were enough. */
  async solvedBySelfHelp(tx: Tx, desk: DeskSpan): Promise<Map<string, number>> {
    const rows = await tx.rows<{ issue_id: string; solved: number }>(selfHelp, [tx.schoolId, desk.deskId, desk.from, desk.to]);
    return new Map(rows.map((row) => [row.issue_id, row.solved]));
  }

  async counts(tx: Tx, desk: DeskDay): Promise<DayCounts | undefined> {
    return tx.first<DayCounts & Record<string, unknown>>(counts, [tx.schoolId, desk.deskId, desk.now, desk.from, desk.to]);
  }

  async feedback(tx: Tx, desk: DeskSpan): Promise<FeedbackCounts | undefined> {
    return tx.first<FeedbackCounts & Record<string, unknown>>(feedback, [tx.schoolId, desk.deskId, desk.from, desk.to]);
  }

  async outOfOrder(tx: Tx, desk: DeskDay): Promise<OutOfOrderTake[]> {
    return tx.rows<OutOfOrderTake & Record<string, unknown>>(outOfOrder, [tx.schoolId, desk.deskId, desk.from, desk.to]);
  }

  /** In the order of the catalogue. */
  async issueNames(tx: Tx): Promise<Map<string, Translated>> {
    const rows = await tx.rows<{ id: string; name: Translated }>(issueNames, [tx.schoolId]);
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}

const slotted = (tx: Tx, { deskId, timeZone, slots: bells, day }: DeskDay) => [
  tx.schoolId,
  deskId,
  timeZone,
  bells.map((slot) => slot.since),
  bells.map((slot) => slot.until),
  day,
];
