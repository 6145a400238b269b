import { isoDate, plainText, Unmet } from '@firstbell/platform';
import { classType, listOf, sourcedId } from './cell.rules.js';
import type { KnownIds } from './known-ids.js';
import type { RosterReading } from './roster-reading.js';
import type { RosterRow } from './roster-row.js';

const title = plainText(200);
const word = plainText(60);

export function readOrg(row: RosterRow, reading: RosterReading): void {
  const sourceId = reading.begin(row, 'orgs.csv', reading.orgs, 'org');
  if (sourceId === undefined) return;
  const name = row.wanted('name', title, 'a name') ?? sourceId;
  const type = row.optional('type', word);
  const identifier = row.optional('identifier', word);
  reading.expectParent(row, reading.orgs, 'an organisation of orgs.csv');
  reading.orgs.add(sourceId, row.line);
  reading.push({ kind: 'org', sourceId, name, type, identifier });
}

export function readSession(row: RosterRow, reading: RosterReading): void {
  const sourceId = reading.begin(row, 'academicSessions.csv', reading.sessions, 'session');
  if (sourceId === undefined) return;
  const name = row.wanted('title', title, 'a title') ?? sourceId;
  const type = row.optional('type', word);
  const startDate = row.optional('startDate', isoDate);
  const endDate = row.optional('endDate', isoDate);
  reading.expectParent(row, reading.sessions, 'a session of academicSessions.csv');
  reading.sessions.add(sourceId, row.line);
  reading.push({ kind: 'session', sourceId, title: name, type, startDate, endDate });
}

export function readCourse(row: RosterRow, reading: RosterReading): void {
  const sourceId = reading.begin(row, 'courses.csv', reading.courses, 'course');
  if (sourceId === undefined) return;
  const name = row.wanted('title', title, 'a title') ?? sourceId;
  const code = row.optional('courseCode', word);
  reading.courses.add(sourceId, row.line);
  reading.push({ kind: 'course', sourceId, title: name, code });
}

export function readClass(row: RosterRow, reading: RosterReading): void {
  const sourceId = reading.begin(row, 'classes.csv', reading.classes, 'class');
  if (sourceId === undefined) return;
  const code = row.optional('classCode', word);
  const name = row.wanted('title', title, 'a title') ?? code ?? sourceId;
  const kind = row.wanted('classType', classType, 'homeroom or scheduled') ?? 'scheduled';
  const room = row.optional('location', title);
  const periods = listOf(row.optional('periods', title) ?? '');
  const courseSourceId = reading.reference(row, 'courseSourcedId', reading.courses, 'a course of courses.csv');
  const schoolSourceId = reading.reference(row, 'schoolSourcedId', reading.orgs, 'a school of orgs.csv');
  const sessionSourceIds = idsOf(row, 'termSourcedIds', reading.sessions, 'sessions of academicSessions.csv');
  reading.classes.add(sourceId, row.line);
  reading.push({
    kind: 'class',
    sourceId,
    title: name,
    code,
    homeroom: kind === 'homeroom',
    room,
    courseSourceId,
    schoolSourceId,
    sessionSourceIds,
    periods,
  });
}

/** The usable ids of a cell that holds a list of them, each once; the others are reported together. */
export function idsOf(row: RosterRow, column: string, known: KnownIds, expected: string): string[] {
  const all = [...new Set(listOf(row.text(column)))];
  const unknown = all.filter((id) => known.standingOf(id) === 'unknown');
  if (unknown.length > 0) row.warn(column, unknown.join(', '), expected);
  return all.filter((id) => known.standingOf(id) === 'known' && !(sourcedId(id) instanceof Unmet));
}
