import { Injectable } from '@nestjs/common';
import { statement, type Tx } from '@firstbell/platform';
import { joinWholeSets } from './join-whole-sets.js';
import type { RosterClaim } from './roster-imports.store.js';
import { mayBeRemoved } from './staged-roster.store.js';

/** What is written first is referred to by what comes next. */
export const applySteps = ['people', 'classes', 'enrollments'] as const;
export type ApplyStep = (typeof applySteps)[number];

/** Rows of one transaction. A person's row costs an event too, and screens wait for it; an enrolment's does not. */
const batchSize: Readonly<Record<ApplyStep, number>> = { people: 500, classes: 2_000, enrollments: 20_000 };

export interface AppliedBatch {
  /** The last row of the batch; null when nothing was left. */
  readonly after: string | null;
  readonly rows: number;
}

const batchOf = (table: string) => `
  SELECT * FROM ${table} WHERE school_id = $1 AND import_id = $2 AND change <> 'unchanged' AND source_id > $3 ORDER BY source_id LIMIT $4`;

const written = (type: string, rows: string) => `
  INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, data)
  SELECT $1::uuid, '${type}', 'person', id, version, $5::uuid, jsonb_build_object('importId', ($2::uuid)::text) FROM ${rows}`;

/*
 * A person, what it was before and the event of it are one statement: all of it happens, or nothing. Somebody may have been given
 * roles or a sign-in since the diff was made: of the roles it says no more than student and teacher, and who may not leave now stays.
 */
const people = statement(
  'roster.apply_people',
  `
  WITH batch AS MATERIALIZED (${batchOf('roster_staged_person')}
  ), added AS (
    INSERT INTO person (school_id, id, source_id, given_name, preferred_name, family_name, search_name, email, username, badge, grade, homeroom, roles)
    SELECT $1::uuid, id, source_id, given_name, preferred_name, family_name, search_name, email, username, badge, grade, homeroom, roles FROM batch WHERE change = 'added'
    ON CONFLICT DO NOTHING RETURNING id, version
  ), present AS MATERIALIZED (
    SELECT p.id, p.roles FROM person p
    WHERE p.school_id = $1 AND p.id = ANY (ARRAY(SELECT id FROM batch WHERE change = 'changed')) FOR NO KEY UPDATE
  ), due AS (
    SELECT b.*, n.roles AS present_roles,
      ARRAY(SELECT r FROM unnest(b.roles) r WHERE r IN ('student', 'teacher')) || ARRAY(SELECT r FROM unnest(n.roles) r WHERE r NOT IN ('student', 'teacher')) AS due_roles
    FROM batch b JOIN present n ON n.id = b.id WHERE b.change = 'changed'
  ), changed AS (
    UPDATE person p SET source_id = d.source_id, given_name = d.given_name, preferred_name = d.preferred_name, family_name = d.family_name, search_name = d.search_name,
      email = d.email, username = d.username, badge = d.badge, grade = d.grade, homeroom = d.homeroom,
      roles = CASE WHEN d.due_roles @> d.present_roles AND d.present_roles @> d.due_roles THEN d.present_roles ELSE d.due_roles END, status = 'active', removed_at = NULL, version = p.version + 1
    FROM due d WHERE p.school_id = $1 AND p.id = d.id
    RETURNING p.id, p.version, p.roles <> d.present_roles AS new_roles
  ), removed AS (
    UPDATE person p SET status = 'removed', removed_at = now(), version = p.version + 1 FROM batch b
    WHERE b.change = 'removed' AND p.school_id = $1 AND p.id = b.id AND p.status = 'active' AND ${mayBeRemoved}
    RETURNING p.id, p.version
  ), told AS (
    ${written('person.added', 'added')} UNION ALL SELECT $1::uuid, 'person.changed', 'person', id, version, $5::uuid, jsonb_build_object('importId', ($2::uuid)::text) FROM changed
    UNION ALL SELECT $1::uuid, 'person.roles_changed', 'person', id, version, $5::uuid, jsonb_build_object('importId', ($2::uuid)::text) FROM changed WHERE new_roles
    UNION ALL SELECT $1::uuid, 'person.removed', 'person', id, version, $5::uuid, jsonb_build_object('importId', ($2::uuid)::text) FROM removed
  )
  SELECT max(source_id) AS after, count(*)::int AS rows FROM batch`,
);

const classes = statement(
  'roster.apply_classes',
  `
  WITH batch AS MATERIALIZED (${batchOf('roster_staged_class')}
  ), written AS (
    INSERT INTO class (school_id, id, source_id, title, kind, periods, location)
    SELECT $1::uuid, id, source_id, title, kind, periods, location FROM batch WHERE change IN ('added', 'changed')
    ON CONFLICT (school_id, source_id) DO UPDATE
      SET title = EXCLUDED.title, kind = EXCLUDED.kind, periods = EXCLUDED.periods, location = EXCLUDED.location, status = 'active'
  ), removed AS (
    UPDATE class c SET status = 'removed' FROM batch b WHERE b.change = 'removed' AND c.school_id = $1 AND c.id = b.id
  )
  SELECT max(source_id) AS after, count(*)::int AS rows FROM batch`,
);

const enrollments = statement(
  'roster.apply_enrollments',
  `
  WITH batch AS MATERIALIZED (${batchOf('roster_staged_enrollment')}
  ), written AS (
    INSERT INTO enrollment (school_id, id, source_id, class_id, person_id, role)
    SELECT $1::uuid, b.id, b.source_id, c.id, p.id, b.role
    FROM batch b
    JOIN class c ON c.school_id = $1 AND c.source_id = b.class_source_id
    JOIN person p ON p.school_id = $1 AND p.source_id = b.person_source_id
    WHERE b.change IN ('added', 'changed')
    ON CONFLICT (school_id, source_id) DO UPDATE SET class_id = EXCLUDED.class_id, person_id = EXCLUDED.person_id, role = EXCLUDED.role, status = 'active'
  ), removed AS (
    UPDATE enrollment e SET status = 'removed' FROM batch b WHERE b.change = 'removed' AND e.school_id = $1 AND e.id = b.id
  )
  SELECT max(source_id) AS after, count(*)::int AS rows FROM batch`,
);

/** Writes the staged rows where they belong, one small batch at a time. */
@Injectable()
export class RosterApplyStore {
  /** The next batch after the row named; what was applied before is not touched again. */
  async apply(tx: Tx, claim: RosterClaim, step: ApplyStep, after: string | null): Promise<AppliedBatch> {
    await joinWholeSets(tx);
    const of = [tx.schoolId, claim.importId, after ?? '', batchSize[step]];
    const batch =
      step === 'people'
        ? await tx.first<AppliedBatch>(people, [...of, claim.startedBy])
        : await tx.first<AppliedBatch>(step === 'classes' ? classes : enrollments, of);
    return batch ?? { after: null, rows: 0 };
  }
}
