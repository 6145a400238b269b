import { isoDate, trueOrFalse } from '@firstbell/platform';
import { personRole } from './cell.rules.js';
import type { KnownIds } from './known-ids.js';
import type { RosterReading } from './roster-reading.js';
import type { RosterRow } from './roster-row.js';

export function readEnrollment(row: RosterRow, reading: RosterReading): void {
  // School Data Sync gives enrolments no id of their own.
  const sourceId = row.has('sourcedId')
    ? reading.begin(row, 'enrollments.csv', reading.enrollments, 'enrollment')
    : `${row.text('classSourcedId')}/${row.text('userSourcedId')}/${row.text('role').toLowerCase()}`;
  if (sourceId === undefined) return;
  const classSourceId = mustKnow(row, 'classSourcedId', reading.classes, 'a class of classes.csv');
  const personSourceId = mustKnow(row, 'userSourcedId', reading.people, 'a user of users.csv');
  const role = row.required('role', personRole, 'a role');
  const primary = row.optional('primary', trueOrFalse) ?? false;
  const beginDate = row.optional('beginDate', isoDate);
  const endDate = row.optional('endDate', isoDate);
  reading.reference(row, 'schoolSourcedId', reading.orgs, 'a school of orgs.csv');
  if (row.rejected || role === undefined || classSourceId === undefined || personSourceId === undefined) {
    reading.leaveOutFaulty('enrollments.csv', sourceId);
    return;
  }
  if (classSourceId === null || personSourceId === null) {
    reading.skip('refer to a class or a person that was left out');
    return;
  }
  if (role === null) {
    reading.skip('are of guardians or relatives, who are not read');
    return;
  }
  const earlier = row.has('sourcedId') ? undefined : reading.enrollments.lineOf(sourceId);
  if (earlier !== undefined) {
    row.reject(null, 'the same enrolment again', `each enrolment once (line ${earlier} has it)`);
    return;
  }
  reading.enrollments.add(sourceId, row.line);
  reading.push({ kind: 'enrollment', sourceId, classSourceId, personSourceId, role, primary, beginDate, endDate });
}

/** The id, null when its row was left out and told about, undefined (and a report) when there is no such row. */
function mustKnow(row: RosterRow, column: string, known: KnownIds, expected: string): string | null | undefined {
  const id = row.text(column);
  const standing = id === '' ? 'unknown' : known.standingOf(id);
  if (standing === 'known') return id;
  if (standing === 'left_out') return null;
  row.reject(column, id, expected);
  return undefined;
}
