import { emailAddress, plainText, trueOrFalse } from '@firstbell/platform';
import { badgeNumber, listOf, personName, personRole, sourcedId } from './cell.rules.js';
import { displayCase, recase, type WrittenName } from './display-case.rules.js';
import type { RosterRole } from './roster-items.js';
import type { RolesOfUser, RosterReading } from './roster-reading.js';
import type { RosterRow } from './roster-row.js';
import { idsOf } from './read-classes.js';

const A_SCHOOL = 'a school of orgs.csv';
const gradeCode = plainText(20);
const username = plainText(254);

/** A row of roles.csv (OneRoster 1.2): one role of one user at one organisation. Kept until the user is read. */
export function readRole(row: RosterRow, reading: RosterReading): void {
  const user = row.required('userSourcedId', sourcedId, 'the id of a user of users.csv');
  if (user === undefined) return;
  const of = rolesOf(user, row, reading);
  if (!row.isCurrent(reading.modeOf('roles.csv'))) {
    of.deleted = true;
    return;
  }
  const role = row.required('role', personRole, 'a role');
  const school = row.text('orgSourcedId');
  const standing = school === '' ? 'unknown' : reading.orgs.standingOf(school);
  if (standing === 'unknown') row.reject('orgSourcedId', school, A_SCHOOL);
  if (row.rejected || role === undefined) {
    of.faulty = true;
    return;
  }
  of.grade ??= listOf(row.optional('grade', gradeCode) ?? '')[0] ?? null;
  if (role === null) of.guardian = true;
  else {
    of.roles.add(role);
    if (standing === 'known') of.schools.add(school);
  }
}

function rolesOf(user: string, row: RosterRow, reading: RosterReading): RolesOfUser {
  let of = reading.rolesByUser.get(user);
  if (of === undefined) {
    of = {
      file: row.file,
      line: row.line,
      roles: new Set(),
      schools: new Set(),
      grade: null,
      guardian: false,
      deleted: false,
      faulty: false,
    };
    reading.rolesByUser.set(user, of);
  }
  return of;
}

/** A row of users.csv: a student or an adult of the school, or somebody we do not read. */
export function readPerson(row: RosterRow, reading: RosterReading): void {
  const given = reading.rolesByUser.get(row.text('sourcedId'));
  reading.rolesByUser.delete(row.text('sourcedId'));
  const sourceId = reading.begin(row, 'users.csv', reading.people, 'person');
  if (sourceId === undefined) return;
  const roles = rolesFrom(row, given, reading);
  if (roles === 'not read') {
    if (given?.faulty === true) reading.leaveOutFaulty('users.csv', sourceId);
    else reading.people.leaveOut(sourceId);
    return;
  }
  const schoolSourceIds = schoolsFrom(row, given, reading);
  const givenName = row.required('givenName', personName, 'a given name');
  const familyName = row.required('familyName', personName, 'a family name');
  const preferredName = row.optional('preferredGivenName', personName);
  const rest = {
    username: row.optional('username', username),
    email: row.optional('email', emailAddress),
    grade: listOf(row.optional('grades', gradeCode) ?? '')[0] ?? given?.grade ?? null,
    enabled: row.optional('enabledUser', trueOrFalse) ?? true,
  };
  const badge = row.optional('identifier', badgeNumber);
  if (row.rejected || givenName === undefined || familyName === undefined) {
    reading.leaveOutFaulty('users.csv', sourceId);
    return;
  }
  const name = shownName({ givenName, preferredName, familyName }, reading);
  const identifier = ownBadge(badge, row, reading);
  reading.people.add(sourceId, row.line);
  reading.push({ kind: 'person', sourceId, roles, ...name, ...rest, identifier, schoolSourceIds });
}

function shownName(
  name: WrittenName & { preferredName: string | null },
  reading: RosterReading,
): WrittenName & { preferredName: string | null } {
  const recased = displayCase(name);
  if (recased !== undefined) reading.recasedNames += 1;
  const shown = recased ?? { givenName: name.givenName, familyName: name.familyName };
  const preferredName = recased !== undefined && name.preferredName !== null ? recase(name.preferredName) : name.preferredName;
  return { ...shown, preferredName: preferredName === shown.givenName ? null : preferredName };
}

function rolesFrom(row: RosterRow, given: RolesOfUser | undefined, reading: RosterReading): RosterRole[] | 'not read' {
  if (given !== undefined && given.roles.size > 0) return [...given.roles];
  if (given?.guardian === true) return notRead(reading);
  if (given?.faulty === true || given?.deleted === true) {
    reading.skip('have no usable row in roles.csv, as reported there');
    return 'not read';
  }
  if (!row.has('role')) {
    if (reading.roleIsOptional) {
      reading.skip('have no role, as guardians have not');
      return 'not read';
    }
    row.reject(null, 'no row for this user in roles.csv', 'at least one row in roles.csv');
    return [];
  }
  const role = row.required('role', personRole, 'a role');
  return role === null ? notRead(reading) : role === undefined ? [] : [role];
}

function notRead(reading: RosterReading): 'not read' {
  reading.skip('are guardians or relatives, who are not read');
  return 'not read';
}

function schoolsFrom(row: RosterRow, given: RolesOfUser | undefined, reading: RosterReading): string[] {
  const schools = new Set(given?.schools);
  if (!row.has('orgSourcedIds')) {
    const primary = reading.reference(row, 'primaryOrgSourcedId', reading.orgs, A_SCHOOL);
    if (primary !== null) schools.add(primary);
    return [...schools];
  }
  const written = listOf(row.text('orgSourcedIds'));
  if (schools.size === 0 && written.every((id) => reading.orgs.standingOf(id) === 'unknown')) {
    row.reject('orgSourcedIds', written.join(', '), A_SCHOOL);
    return [];
  }
  for (const id of idsOf(row, 'orgSourcedIds', reading.orgs, A_SCHOOL)) schools.add(id);
  return [...schools];
}

/** Two people with one badge number could not be told apart at the kiosk; the first keeps it. */
function ownBadge(badge: string | null, row: RosterRow, reading: RosterReading): string | null {
  if (badge === null) return null;
  const { badges } = reading;
  const earlier = badges.lineOf(badge);
  if (earlier !== undefined) {
    row.warn('identifier', badge, `a number of one's own (line ${earlier} has the same)`);
    return null;
  }
  badges.add(badge, row.line);
  return badge;
}

/** What remains in roles.csv after all users were read speaks of nobody. */
export function reportRolesOfNobody(reading: RosterReading): void {
  for (const [user, { file, line, deleted, faulty }] of reading.rolesByUser) {
    if (!deleted && !faulty && reading.people.standingOf(user) === 'unknown') {
      reading.push({
        kind: 'problem',
        severity: 'error',
        file,
        line,
        column: 'userSourcedId',
        found: user,
        expected: 'a user of users.csv',
      });
    }
  }
  reading.rolesByUser.clear();
}
