import { Injectable } from '@nestjs/common';
import type { RosterRowError } from '@firstbell/contracts/roster';
import { statement, type Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { searchName } from '../../search-name.rules.js';
import type { RosterClass, RosterEnrollment, RosterKept, RosterPerson, RosterProblem, RosterRemoval, RosterRole } from '../roster-items.js';

/** Rows of one kind, collected while reading and written together. */
export interface StagedBatch {
  readonly people: RosterPerson[];
  readonly classes: RosterClass[];
  readonly enrollments: RosterEnrollment[];
  readonly removals: RosterRemoval[];
  readonly kept: RosterKept[];
  readonly problems: (RosterProblem & { readonly number: number })[];
}

const stagePeople = statement(
  'roster.stage_people',
  `
  INSERT INTO roster_staged_person (school_id, import_id, source_id, id, given_name, preferred_name, family_name, search_name, email, username, badge, grade, roles)
  SELECT $1::uuid, $2::uuid, r.source_id, r.id, r.given_name, r.preferred_name, r.family_name, r.search_name, r.email, r.username, r.badge, r.grade, string_to_array(r.roles, ',')
  FROM json_to_recordset($3::json) AS r (source_id text, id uuid, given_name text, preferred_name text, family_name text, search_name text, email text, username text, badge text, grade text, roles text)
  ON CONFLICT DO NOTHING`,
);

const stageClasses = statement(
  'roster.stage_classes',
  `
  INSERT INTO roster_staged_class (school_id, import_id, source_id, id, title, kind, periods, location)
  SELECT $1::uuid, $2::uuid, r.source_id, r.id, r.title, r.kind, string_to_array(r.periods, ','), r.location
  FROM json_to_recordset($3::json) AS r (source_id text, id uuid, title text, kind text, periods text, location text)
  ON CONFLICT DO NOTHING`,
);

const stageEnrollments = statement(
  'roster.stage_enrollments',
  `
  INSERT INTO roster_staged_enrollment (school_id, import_id, source_id, id, class_source_id, person_source_id, role)
  SELECT $1::uuid, $2::uuid, r.source_id, r.id, r.class_source_id, r.person_source_id, r.role
  FROM json_to_recordset($3::json) AS r (source_id text, id uuid, class_source_id text, person_source_id text, role text)
  ON CONFLICT DO NOTHING`,
);

/**
 * Who was given a sign-in in Firstbell keeps it until somebody there takes it away: a file must not lock the coach out.
 * An account the directory made for a student is no such sign-in: it came with the roster and goes with it.
 * On rows `p` of person.
 */
export const mayBeRemoved = `(NOT 'administrator' = ANY (p.roles) AND (p.account_id IS NULL OR (p.roles <@ '{student,assistant}' AND EXISTS (
  SELECT 1 FROM directory_account d WHERE d.school_id = p.school_id AND d.person_id = p.id AND NOT d.adopted AND d.external_id = p.account_id::text))))`;

const stageRemovals = [
  statement(
    'roster.stage_person_removals',
    `
    INSERT INTO roster_staged_person (school_id, import_id, source_id, id, given_name, preferred_name, family_name, search_name, roles, change)
    SELECT $1::uuid, $2::uuid, p.source_id, p.id, p.given_name, p.preferred_name, p.family_name, p.search_name, p.roles, 'removed'
    FROM person p WHERE p.school_id = $1 AND p.source_id = ANY ($3) AND p.status = 'active' AND ${mayBeRemoved} ON CONFLICT DO NOTHING`,
  ),
  statement(
    'roster.stage_class_removals',
    `
    INSERT INTO roster_staged_class (school_id, import_id, source_id, id, title, kind, periods, change)
    SELECT $1::uuid, $2::uuid, c.source_id, c.id, c.title, c.kind, c.periods, 'removed'
    FROM class c WHERE c.school_id = $1 AND c.source_id = ANY ($3) AND c.status = 'active' ON CONFLICT DO NOTHING`,
  ),
  statement(
    'roster.stage_enrollment_removals',
    `
    INSERT INTO roster_staged_enrollment (school_id, import_id, source_id, id, class_source_id, person_source_id, role, change)
    SELECT $1::uuid, $2::uuid, e.source_id, e.id, '', '', e.role, 'removed'
    FROM enrollment e WHERE e.school_id = $1 AND e.source_id = ANY ($3) AND e.status = 'active' ON CONFLICT DO NOTHING`,
  ),
] as const;

const stageKept = statement(
  'roster.stage_kept',
  `
  INSERT INTO roster_kept (school_id, import_id, kind, source_id)
  SELECT $1::uuid, $2::uuid, r.kind, r.source_id FROM json_to_recordset($3::json) AS r (kind text, source_id text) ON CONFLICT DO NOTHING`,
);

const stageProblems = statement(
  'roster.stage_problems',
  `
  INSERT INTO roster_problem (school_id, import_id, number, severity, file, line, column_name, found, expected)
  SELECT $1::uuid, $2::uuid, r.number, r.severity, r.file, r.line, r."column", r.found, r.expected
  FROM json_to_recordset($3::json) AS r (number int, severity text, file text, line int, "column" text, found text, expected text)`,
);

const stagedTables = ['roster_staged_person', 'roster_staged_class', 'roster_staged_enrollment', 'roster_kept', 'roster_problem'] as const;

/** What was read and waits to be applied, and what was wrong with it. */
@Injectable()
export class StagedRosterStore {
  /** Begins anew: a reading that broke off is not continued but repeated. */
  async clear(tx: Tx, importId: string): Promise<void> {
    for (const table of stagedTables)
      await tx.rows(`DELETE FROM ${table} WHERE school_id = $1 AND import_id = $2`, [tx.schoolId, importId]);
  }

  /** Of imports long seen only the counts remain, since staged rows are people's data. */
  async clearBut(tx: Tx, newest: number): Promise<void> {
    for (const table of stagedTables) {
      await tx.rows(
        `DELETE FROM ${table} WHERE school_id = $1 AND import_id IN (
           SELECT id FROM (
             SELECT id, state FROM roster_import WHERE school_id = $1 AND state IN ('ready', 'applied', 'refused', 'failed') ORDER BY started_at DESC OFFSET $2
           ) old WHERE state <> 'ready')`,
        [tx.schoolId, newest],
      );
    }
  }

  /** What only applying needs. */
  async clearApplied(tx: Tx, importId: string): Promise<void> {
    for (const table of ['roster_staged_class', 'roster_staged_enrollment', 'roster_kept']) {
      await tx.rows(`DELETE FROM ${table} WHERE school_id = $1 AND import_id = $2`, [tx.schoolId, importId]);
    }
    await tx.rows(`DELETE FROM roster_staged_person WHERE school_id = $1 AND import_id = $2 AND change = 'unchanged'`, [
      tx.schoolId,
      importId,
    ]);
  }

  async add(tx: Tx, importId: string, batch: StagedBatch): Promise<void> {
    const write = async (into: typeof stagePeople, rows: readonly object[]): Promise<void> => {
      if (rows.length > 0) await tx.rows(into, [tx.schoolId, importId, JSON.stringify(rows)]);
    };
    await write(stageClasses, batch.classes.map(stagedClass));
    await write(stagePeople, batch.people.map(stagedPerson));
    await write(stageEnrollments, batch.enrollments.map(stagedEnrollment));
    await write(
      stageKept,
      batch.kept.map((kept) => ({ kind: kept.of, source_id: kept.sourceId })),
    );
    await write(stageProblems, batch.problems);
    for (const [index, of] of (['person', 'class', 'enrollment'] as const).entries()) {
      const gone = batch.removals.filter((removal) => removal.of === of).map((removal) => removal.sourceId);
      const into = stageRemovals[index];
      if (gone.length > 0 && into !== undefined) await tx.rows(into, [tx.schoolId, importId, gone]);
    }
  }

  async problems(tx: Tx, importId: string, page: { offset: number; limit: number }): Promise<{ rows: RosterRowError[]; total: number }> {
    const rows = await tx.rows<RosterRowError>(
      `SELECT severity, file, line, column_name AS "column", found, expected FROM roster_problem WHERE school_id = $1 AND import_id = $2 ORDER BY number OFFSET $3 LIMIT $4`,
      [tx.schoolId, importId, page.offset, page.limit],
    );
    const counted = await tx.first<{ total: number }>(
      'SELECT count(*)::int AS total FROM roster_problem WHERE school_id = $1 AND import_id = $2',
      [tx.schoolId, importId],
    );
    return { rows, total: counted?.total ?? 0 };
  }
}

function stagedPerson(person: RosterPerson): object {
  return {
    source_id: person.sourceId,
    id: uuid(),
    given_name: person.givenName,
    preferred_name: person.preferredName,
    family_name: person.familyName,
    search_name: searchName(person.preferredName, person.givenName, person.familyName),
    email: person.email,
    username: person.username,
    badge: person.identifier,
    grade: person.grade,
    roles: [...new Set(person.roles.map(roleHere))].sort().join(','),
  };
}

/** Any adult of the school's own list may do what a teacher may; more is given in Firstbell, never by a file. */
function roleHere(role: RosterRole): 'student' | 'teacher' {
  return role === 'student' ? 'student' : 'teacher';
}

function stagedClass(of: RosterClass): object {
  return {
    source_id: of.sourceId,
    id: uuid(),
    title: of.title,
    kind: of.homeroom ? 'homeroom' : 'scheduled',
    periods: of.periods.join(','),
    location: of.room,
  };
}

function stagedEnrollment(enrollment: RosterEnrollment): object {
  return {
    source_id: enrollment.sourceId,
    id: uuid(),
    class_source_id: enrollment.classSourceId,
    person_source_id: enrollment.personSourceId,
    role: enrollment.role,
  };
}
