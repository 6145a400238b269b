import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import { studentFacts, whereabouts } from '../progress/facts.sql.js';
import { rowsOfEverybody } from '../progress/rows-of-everybody.js';

export interface StragglerRow {
  readonly person_id: string;
  readonly display_name: string;
  readonly homeroom: string;
  readonly facts: string;
  readonly location: string | null;
}

const inPeriod = statement(
  'rollout.stragglers',
  `SELECT f.person_id, f.display_name, f.homeroom, f.facts, w.location
   FROM (${studentFacts()}) f LEFT JOIN (${whereabouts('$4::uuid')}) w ON w.person_id = f.person_id
   WHERE f.facts = ANY ($3::text[]) AND NOT f.left_school
   ORDER BY w.location COLLATE "C" NULLS LAST, f.homeroom, f.search_name COLLATE "C", f.person_id`,
);

/** Who of a plan is not done, with the room where they sit in a period. */
@Injectable()
export class StragglersStore {
  async inPeriod(tx: Tx, planId: string, facts: readonly string[], periodId: string | null): Promise<StragglerRow[]> {
    return rowsOfEverybody<StragglerRow & Record<string, unknown>>(tx, inPeriod, [tx.schoolId, [planId], [...facts], periodId]);
  }
}
