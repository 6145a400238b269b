import type { BenchDatabase } from './bench-database.js';
import type { BenchSchool } from './bench-school.js';

/* Rows for the bench need no check of their keys: they are made from the school's own. */
const withoutChecks = 'SET session_replication_role = replica';

const closed = `
  INSERT INTO ticket (school_id, id, desk_id, day, number, code, issue_id, person_id, device_id, language, priority, audience, state, version, filed_at, filed_by,
                      filing_hash, line_rank, first_claimed_at, claims, resolved_at, resolved_by, fix, resolutions)
  SELECT $1, gen_random_uuid(), ($2::uuid[])[1 + n % cardinality($2::uuid[])], current_date - 1 - n % 180, before.last + n, 'Z-' || n, ($3::uuid[])[1 + n % cardinality($3::uuid[])],
         ($4::uuid[])[1 + n % cardinality($4::uuid[])], ($5::uuid[])[1 + n % cardinality($5::uuid[])], 'en', 'normal', 'desk', 'resolved', 3, at, NULL,
         'bench', at, at + interval '4 minutes', 1, at + interval '9 minutes', ($6::uuid[])[1 + n % cardinality($6::uuid[])], 'Restarted it', 1
  FROM (SELECT coalesce(max(number), 0) AS last FROM ticket WHERE state = 'resolved') before, generate_series(1, $7::int) n,
       LATERAL (SELECT now() - make_interval(days => 1 + n % 180, secs => n % 20000) AS at) x`;

const waiting = `
  INSERT INTO ticket (school_id, id, desk_id, day, number, code, issue_id, person_id, device_id, language, priority, audience, state, filed_at, filed_by, filing_hash, line_rank)
  SELECT $1, gen_random_uuid(), $2, current_date, 1000000 + n, 'W-' || n, ($3::uuid[])[1 + n % cardinality($3::uuid[])],
         ($4::uuid[])[n], ($5::uuid[])[n], 'en', 'normal', 'desk', 'waiting', at, NULL, 'bench', at
  FROM generate_series(1, $6::int) n, LATERAL (SELECT now() - make_interval(secs => n) AS at) x`;

/** What has been done in earlier days, spread over all desks and half a year, and known to the planner. */
export async function addClosedTickets(database: BenchDatabase, school: BenchSchool, count: number): Promise<void> {
  const { id, desks, issueIds, studentIds, deviceIds, assistants } = school;
  await database.asSuperuser(
    withoutChecks,
    {
      text: closed,
      values: [id, desks.map((desk) => desk.id), issueIds, studentIds, deviceIds, assistants.map((assistant) => assistant.id), count],
    },
    'VACUUM (ANALYZE) ticket',
  );
}

/** Empties the line and everything about tickets, and fills it with waiting ones of as many students at one desk. */
export async function refillLine(database: BenchDatabase, school: BenchSchool, deskId: string, count: number): Promise<void> {
  await database.asSuperuser(
    `DELETE FROM event WHERE subject_type = 'ticket'`,
    `DELETE FROM ticket WHERE state <> 'resolved'`,
    withoutChecks,
    { text: waiting, values: [school.id, deskId, school.issueIds, school.studentIds, school.deviceIds, count] },
    'VACUUM (ANALYZE) ticket, event',
  );
}
