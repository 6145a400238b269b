import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import { atOnce, joinedFiler, stops, waited } from '../figures/figures.sql.js';
import type { DeskSpan } from '../figures/figures.store.js';
import type { FilingTrend, ResolutionTrend } from './trends.rules.js';

/** The same stretch as calendar days, both of them in it, since tickets carry the day they were filed on. */
export interface DaySpan extends DeskSpan {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly now: Date;
  readonly timeZone: string;
}

/* How long each ticket waited, by issue and by day. $3, $4 the days; $5 now; $6 when the first day begins. */
const filings = statement(
  'trends.filings',
  `
  WITH ${stops('$5::timestamptz', '$6::timestamptz')}, filed AS (
    SELECT t.issue_id, t.day, ${waited} AS waited
    FROM ticket t ${joinedFiler}
    WHERE t.school_id = $1 AND t.desk_id = $2 AND t.day >= $3::date AND t.day <= $4::date
  )
  SELECT issue_id, day::text AS day, grouping(issue_id, day) AS "group", count(*)::int AS filed,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY waited)::float8 AS median, percentile_cont(0.9) WITHIN GROUP (ORDER BY waited)::float8 AS p90
  FROM filed GROUP BY GROUPING SETS ((), (issue_id), (day))`,
);

/* What was resolved, also when it was reopened since. $3, $4 the instants; $5 the time zone. */
const resolutions = statement(
  'trends.resolutions',
  `
  WITH resolved AS (
    SELECT t.issue_id, (t.resolved_at AT TIME ZONE $5)::date AS day, t.reopened > 0 AS reopened, ${atOnce} AS at_once
    FROM ticket t WHERE t.school_id = $1 AND t.desk_id = $2 AND t.resolved_at >= $3 AND t.resolved_at < $4
  )
  SELECT issue_id, day::text AS day, grouping(issue_id, day) AS "group", count(*)::int AS resolved,
         (count(*) FILTER (WHERE reopened))::int AS reopened, (count(*) FILTER (WHERE at_once))::int AS at_once
  FROM resolved GROUP BY GROUPING SETS ((), (issue_id), (day))`,
);

/** A stretch of days counted by the database: two questions, however many tickets. */
@Injectable()
export class TrendsStore {
  async filings(tx: Tx, span: DaySpan): Promise<FilingTrend[]> {
    return tx.rows<FilingTrend & Record<string, unknown>>(filings, [
      ...[tx.schoolId, span.deskId, span.firstDay, span.lastDay],
      ...[span.now, span.from],
    ]);
  }

  async resolutions(tx: Tx, span: DaySpan): Promise<ResolutionTrend[]> {
    return tx.rows<ResolutionTrend & Record<string, unknown>>(resolutions, [
      ...[tx.schoolId, span.deskId, span.from, span.to],
      span.timeZone,
    ]);
  }
}
