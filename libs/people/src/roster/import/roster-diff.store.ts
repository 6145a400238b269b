import { Injectable } from '@nestjs/common';
import type { rosterDiffRow } from '@firstbell/contracts/roster';
import { statement, type Tx } from '@firstbell/platform';
import { joinWholeSets } from './join-whole-sets.js';
import { mayBeRemoved } from './staged-roster.store.js';
import type * as z from 'zod';

export interface DiffScope {
  /** Whoever is missing from the file has gone; false for a delta, and for a file that was not there. */
  readonly wholePeople: boolean;
  readonly wholeClasses: boolean;
  readonly wholeEnrollments: boolean;
  /** Some people or classes of the file were passed over, so that enrolments may refer to nobody. */
  readonly partial: boolean;
}

interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}
export interface DiffCounts {
  readonly people: ChangeCounts;
  readonly classes: ChangeCounts;
  readonly enrollments: ChangeCounts;
  /** People who are missing from the file but can sign in, and therefore stay. */
  readonly stayed: number;
}
export type DiffRow = z.output<typeof rosterDiffRow>;

/* Drops enrolments whose person or class is neither staged nor known. */
const dropLoose = `
  DELETE FROM roster_staged_enrollment s WHERE s.school_id = $1 AND s.import_id = $2 AND s.change <> 'removed' AND NOT (
    (EXISTS (SELECT 1 FROM roster_staged_person p WHERE p.school_id = $1 AND p.import_id = $2 AND p.source_id = s.person_source_id AND p.change <> 'removed')
      OR EXISTS (SELECT 1 FROM person p WHERE p.school_id = $1 AND p.source_id = s.person_source_id AND p.status = 'active' AND $3))
    AND (EXISTS (SELECT 1 FROM roster_staged_class c WHERE c.school_id = $1 AND c.import_id = $2 AND c.source_id = s.class_source_id AND c.change <> 'removed')
      OR EXISTS (SELECT 1 FROM class c WHERE c.school_id = $1 AND c.source_id = s.class_source_id AND c.status = 'active' AND $4)))`;

/*
 * The homeroom is the title of the homeroom class a student is enrolled in. A person the school entered by hand is adopted
 * when exactly one row of the roster has their e-mail address. Roles given in Firstbell stay; the roster says no more than
 * whether one is a student or a teacher.
 */
const people = `
  WITH homeroom AS (
    SELECT e.person_source_id AS source_id, min(c.title) AS title
    FROM roster_staged_enrollment e
    JOIN roster_staged_class c ON c.school_id = $1 AND c.import_id = $2 AND c.source_id = e.class_source_id AND c.kind = 'homeroom'
    WHERE e.school_id = $1 AND e.import_id = $2 AND e.role = 'student' AND e.change <> 'removed' AND c.change <> 'removed' GROUP BY 1
  ), by_hand AS (
    SELECT lower(email) AS email, (array_agg(id))[1] AS id FROM person
    WHERE school_id = $1 AND source_id IS NULL AND email IS NOT NULL AND status = 'active' GROUP BY 1 HAVING count(*) = 1
  ), adopted AS (
    SELECT (array_agg(s.source_id))[1] AS source_id, b.id FROM roster_staged_person s JOIN by_hand b ON b.email = lower(s.email)
    WHERE s.school_id = $1 AND s.import_id = $2 AND s.change <> 'removed'
      AND NOT EXISTS (SELECT 1 FROM person p WHERE p.school_id = $1 AND p.source_id = s.source_id)
    GROUP BY b.id HAVING count(*) = 1
  ), wanted AS (
    SELECT s.source_id, coalesce(p.id, s.id) AS id, p.id IS NULL AS is_new,
      coalesce(s.email, p.email) AS email,
      CASE WHEN $3 THEN h.title ELSE coalesce(h.title, p.homeroom) END AS homeroom,
      CASE WHEN p.id IS NULL THEN s.roles
           WHEN p.roles @> s.roles AND s.roles @> ARRAY(SELECT unnest(p.roles) INTERSECT SELECT unnest('{student,teacher}'::text[])) THEN p.roles
           ELSE s.roles || ARRAY(SELECT r FROM unnest(p.roles) r WHERE r NOT IN ('student', 'teacher')) END AS roles
    FROM roster_staged_person s
    LEFT JOIN homeroom h ON h.source_id = s.source_id
    LEFT JOIN adopted a ON a.source_id = s.source_id
    LEFT JOIN person k ON k.school_id = $1 AND k.source_id = s.source_id
    LEFT JOIN person p ON p.school_id = $1 AND p.id = coalesce(k.id, a.id)
    WHERE s.school_id = $1 AND s.import_id = $2 AND s.change <> 'removed'
  ), compared AS (
    SELECT w.*, (
      SELECT jsonb_agg(jsonb_build_object('field', v.field, 'before', v.before, 'after', v.after) ORDER BY v.place)
      FROM (VALUES
        (1, 'status', p.status, 'active'), (2, 'givenName', p.given_name, s.given_name), (3, 'preferredName', p.preferred_name, s.preferred_name),
        (4, 'familyName', p.family_name, s.family_name), (5, 'email', p.email, w.email), (6, 'username', p.username, s.username), (7, 'badge', p.badge, s.badge),
        (8, 'grade', p.grade, s.grade), (9, 'homeroom', p.homeroom, w.homeroom), (10, 'roles', array_to_string(p.roles, ', '), array_to_string(w.roles, ', ')),
        (11, 'sourceId', p.source_id, s.source_id)
      ) AS v (place, field, before, after) WHERE v.before IS DISTINCT FROM v.after
    ) AS fields
    FROM wanted w
    JOIN roster_staged_person s ON s.school_id = $1 AND s.import_id = $2 AND s.source_id = w.source_id
    LEFT JOIN person p ON p.school_id = $1 AND p.id = w.id AND NOT w.is_new
  )
  UPDATE roster_staged_person s SET id = c.id, email = c.email, homeroom = c.homeroom, roles = c.roles,
    change = CASE WHEN c.is_new THEN 'added' WHEN c.fields IS NULL THEN 'unchanged' ELSE 'changed' END,
    fields = CASE WHEN c.is_new THEN NULL ELSE c.fields END
  FROM compared c WHERE s.school_id = $1 AND s.import_id = $2 AND s.source_id = c.source_id`;

const missing = `
  FROM person p WHERE p.school_id = $1 AND p.source_id IS NOT NULL AND p.status = 'active'
    AND NOT EXISTS (SELECT 1 FROM roster_kept k WHERE k.school_id = $1 AND k.import_id = $2 AND k.kind = 'person' AND k.source_id = p.source_id)`;

const goneFrom = `
  INSERT INTO roster_staged_person (school_id, import_id, source_id, id, given_name, preferred_name, family_name, search_name, roles, change)
  SELECT $1::uuid, $2::uuid, p.source_id, p.id, p.given_name, p.preferred_name, p.family_name, p.search_name, p.roles, 'removed'
  ${missing} AND ${mayBeRemoved} ON CONFLICT DO NOTHING`;

const stayed = `
  SELECT count(*)::int AS count ${missing} AND NOT (${mayBeRemoved})
    AND NOT EXISTS (SELECT 1 FROM roster_staged_person s WHERE s.school_id = $1 AND s.import_id = $2 AND s.source_id = p.source_id)`;

const classes = `
  UPDATE roster_staged_class s SET id = c.id,
    change = CASE WHEN (c.title, c.kind, c.periods, c.location, c.status) IS DISTINCT FROM (s.title, s.kind, s.periods, s.location, 'active') THEN 'changed' ELSE 'unchanged' END
  FROM class c WHERE s.school_id = $1 AND s.import_id = $2 AND s.change <> 'removed' AND c.school_id = $1 AND c.source_id = s.source_id`;

const classesGone = `
  INSERT INTO roster_staged_class (school_id, import_id, source_id, id, title, kind, periods, change)
  SELECT $1::uuid, $2::uuid, c.source_id, c.id, c.title, c.kind, c.periods, 'removed'
  FROM class c WHERE c.school_id = $1 AND c.status = 'active'
    AND NOT EXISTS (SELECT 1 FROM roster_kept k WHERE k.school_id = $1 AND k.import_id = $2 AND k.kind = 'class' AND k.source_id = c.source_id)
  ON CONFLICT DO NOTHING`;

const enrollments = `
  UPDATE roster_staged_enrollment s SET id = e.id,
    change = CASE WHEN (c.source_id, p.source_id, e.role, e.status) IS DISTINCT FROM (s.class_source_id, s.person_source_id, s.role, 'active') THEN 'changed' ELSE 'unchanged' END
  FROM enrollment e JOIN class c ON c.school_id = $1 AND c.id = e.class_id JOIN person p ON p.school_id = $1 AND p.id = e.person_id
  WHERE s.school_id = $1 AND s.import_id = $2 AND s.change <> 'removed' AND e.school_id = $1 AND e.source_id = s.source_id`;

/* The enrolments of a person or class whose row could not be used stay with them. */
const enrollmentsGone = `
  INSERT INTO roster_staged_enrollment (school_id, import_id, source_id, id, class_source_id, person_source_id, role, change)
  SELECT $1::uuid, $2::uuid, e.source_id, e.id, c.source_id, coalesce(p.source_id, ''), e.role, 'removed'
  FROM enrollment e JOIN class c ON c.school_id = $1 AND c.id = e.class_id JOIN person p ON p.school_id = $1 AND p.id = e.person_id
  WHERE e.school_id = $1 AND e.status = 'active'
    AND NOT EXISTS (SELECT 1 FROM roster_kept k WHERE k.school_id = $1 AND k.import_id = $2 AND k.kind = 'enrollment' AND k.source_id = e.source_id)
    AND NOT EXISTS (SELECT 1 FROM roster_kept k WHERE k.school_id = $1 AND k.import_id = $2 AND k.kind = 'class' AND k.source_id = c.source_id)
    AND NOT EXISTS (SELECT 1 FROM roster_kept k WHERE k.school_id = $1 AND k.import_id = $2 AND k.kind = 'person' AND k.source_id = p.source_id)
  ON CONFLICT DO NOTHING`;

const countsOf = (table: string) => `
  SELECT json_build_object('added', count(*) FILTER (WHERE change = 'added'), 'changed', count(*) FILTER (WHERE change = 'changed'),
    'removed', count(*) FILTER (WHERE change = 'removed'), 'unchanged', count(*) FILTER (WHERE change = 'unchanged'))
  FROM ${table} WHERE school_id = $1 AND import_id = $2`;

const counted = `SELECT (${countsOf('roster_staged_person')}) AS people, (${countsOf('roster_staged_class')}) AS classes, (${countsOf('roster_staged_enrollment')}) AS enrollments, ($3::int) AS stayed`;

const page = statement(
  'roster.diff_page',
  `
  SELECT change, source_id AS "sourceId", coalesce(preferred_name, given_name) || ' ' || family_name AS name, coalesce(fields, '[]') AS fields
  FROM roster_staged_person WHERE school_id = $1 AND import_id = $2 AND change = $3 ORDER BY family_name, given_name, source_id OFFSET $4 LIMIT $5`,
);

/** Compares what was staged with what is known, by statements over whole sets: no row travels to this process. */
@Injectable()
export class RosterDiffStore {
  async compare(tx: Tx, importId: string, scope: DiffScope): Promise<DiffCounts> {
    const of = [tx.schoolId, importId];
    await joinWholeSets(tx);
    if (scope.partial || !scope.wholePeople || !scope.wholeClasses)
      await tx.rows(dropLoose, [...of, !scope.wholePeople, !scope.wholeClasses]);
    await tx.rows(people, [...of, scope.wholeClasses && scope.wholeEnrollments]);
    if (scope.wholePeople) await tx.rows(goneFrom, of);
    await tx.rows(classes, of);
    if (scope.wholeClasses) await tx.rows(classesGone, of);
    await tx.rows(enrollments, of);
    if (scope.wholeEnrollments) await tx.rows(enrollmentsGone, of);
    const stay = scope.wholePeople ? await tx.first<{ count: number }>(stayed, of) : undefined;
    const counts = await tx.first<DiffCounts>(counted, [...of, stay?.count ?? 0]);
    if (counts === undefined) throw new Error('Counting the changes gave no answer.');
    return counts;
  }

  async page(
    tx: Tx,
    importId: string,
    change: DiffRow['change'],
    { offset, limit }: { offset: number; limit: number },
  ): Promise<DiffRow[]> {
    return tx.rows<DiffRow>(page, [tx.schoolId, importId, change, offset, limit]);
  }
}
