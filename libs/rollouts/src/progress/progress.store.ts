import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import { inClass, studentFacts } from './facts.sql.js';
import { rowsOfEverybody } from './rows-of-everybody.js';

export interface PlanCount {
  readonly plan_id: string;
  readonly facts: string;
  readonly students: number;
}

export interface HomeroomCount {
  readonly homeroom: string | null;
  /** Set in the rows that count by time instead of by homeroom. */
  readonly quarter: Date | null;
  readonly facts: string;
  readonly students: number;
  readonly left_school: number;
  readonly chargers: number;
  readonly damaged: number;
}

export interface PeriodCount {
  readonly period_id: string;
  readonly period_name: string;
  readonly facts: string;
  readonly students: number;
}

export interface StudentRow {
  readonly person_id: string;
  readonly display_name: string;
  readonly grade: string | null;
  readonly homeroom: string;
  readonly left_school: boolean;
  readonly charger_missing: boolean;
  readonly came_damaged: boolean;
  readonly facts: string;
  readonly last_at: Date | null;
  readonly total: number;
}

export interface StudentsWanted {
  readonly planId: string;
  readonly facts: readonly string[];
  readonly homeroom: string | undefined;
  readonly search: string;
  readonly only: 'charger' | 'damaged' | 'left' | null;
  readonly offset: number;
  readonly limit: number;
}

/** Whoever counts in a plan: of a hand-out not those who left the school. */
const counts = `(f.direction = 'collection' OR NOT f.left_school)`;

const byPlan = statement(
  'rollout.by_plan',
  `SELECT f.plan_id, f.facts, count(*)::int AS students FROM (${studentFacts()}) f WHERE ${counts} GROUP BY f.plan_id, f.facts`,
);

const byHomeroom = statement(
  'rollout.by_homeroom',
  `SELECT g.homeroom, g.quarter, g.facts, count(*) FILTER (WHERE g.is_in)::int AS students, count(*) FILTER (WHERE g.left_school)::int AS left_school,
     count(*) FILTER (WHERE g.charger_missing)::int AS chargers, count(*) FILTER (WHERE g.came_damaged)::int AS damaged
   FROM (SELECT f.*, ${counts} AS is_in,
     CASE WHEN f.last_at >= greatest(f.started_at, now() - interval '14 days') THEN date_bin('15 minutes', f.last_at, 'epoch') END AS quarter
     FROM (${studentFacts()}) f) g
   GROUP BY GROUPING SETS ((g.homeroom, g.facts), (g.quarter, g.facts))
   HAVING GROUPING(g.quarter) = 1 OR g.quarter IS NOT NULL`,
);

const byPeriod = statement(
  'rollout.by_period',
  `SELECT pe.id AS period_id, pe.name AS period_name, g.facts, g.students FROM (
     SELECT w.period_id, f.facts, count(*)::int AS students FROM (${studentFacts()}) f JOIN (${inClass}) w ON w.person_id = f.person_id
     WHERE ${counts} GROUP BY w.period_id, f.facts) g
   JOIN period pe ON pe.school_id = $1 AND pe.id = g.period_id ORDER BY pe.starts_at`,
);

/* By the time `$3` the rule has decided which facts are asked for. */
const students = statement(
  'rollout.students',
  `SELECT f.person_id, f.display_name, f.grade, f.homeroom, f.left_school, f.charger_missing, f.came_damaged, f.facts, f.last_at, count(*) OVER ()::int AS total
   FROM (${studentFacts()}) f
   WHERE f.facts = ANY ($3::text[]) AND ($4::text IS NULL OR f.homeroom = $4)
     AND ($5 = '' OR f.search_name LIKE $5 || '%' OR f.search_name LIKE '% ' || $5 || '%')
     AND CASE $6::text WHEN 'charger' THEN f.charger_missing WHEN 'damaged' THEN f.came_damaged WHEN 'left' THEN f.left_school ELSE ${counts} END
   ORDER BY f.homeroom, f.search_name COLLATE "C", f.person_id LIMIT $8 OFFSET $7`,
);

const escaped = (search: string): string => search.replaceAll(/[\\%_]/g, (character) => `\\${character}`);

/** Progress, counted where the facts are: equal students in one row each. */
@Injectable()
export class ProgressStore {
  async byPlan(tx: Tx, planIds: readonly string[]): Promise<PlanCount[]> {
    return planIds.length === 0 ? [] : rowsOfEverybody<PlanCount & Record<string, unknown>>(tx, byPlan, [tx.schoolId, [...planIds]]);
  }

  async byHomeroom(tx: Tx, planId: string): Promise<HomeroomCount[]> {
    return rowsOfEverybody<HomeroomCount & Record<string, unknown>>(tx, byHomeroom, [tx.schoolId, [planId]]);
  }

  async byPeriod(tx: Tx, planId: string): Promise<PeriodCount[]> {
    return rowsOfEverybody<PeriodCount & Record<string, unknown>>(tx, byPeriod, [tx.schoolId, [planId]]);
  }

  async students(tx: Tx, wanted: StudentsWanted): Promise<StudentRow[]> {
    return rowsOfEverybody<StudentRow & Record<string, unknown>>(tx, students, [
      tx.schoolId,
      [wanted.planId],
      [...wanted.facts],
      wanted.homeroom ?? null,
      escaped(wanted.search),
      wanted.only,
      wanted.offset,
      wanted.limit,
    ]);
  }

  /** Every kind of facts there is among the students of a plan, those who left included. */
  async factsThere(tx: Tx, planId: string): Promise<string[]> {
    const rows = await rowsOfEverybody<{ facts: string }>(tx, factsThere, [tx.schoolId, [planId]]);
    return rows.map((row) => row.facts);
  }
}

const factsThere = statement('rollout.facts_there', `SELECT DISTINCT f.facts FROM (${studentFacts()}) f`);
