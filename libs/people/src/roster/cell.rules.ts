import { type CellRule, numberAsText, plainText, Unmet } from '@firstbell/platform';
import type { RosterRole } from './roster-items.js';

/** OneRoster 1.1, 4.1: a GUID of fewer than 256 characters out of letters, digits and . - _ / @ */
export const sourcedId: CellRule<string> = (text) =>
  /^[A-Za-z0-9.\-_/@]{1,255}$/.test(text) ? text : new Unmet('an id of at most 255 letters, digits and . - _ / @');

const anyName = plainText(100);

export const personName: CellRule<string> = (text) => {
  if (!/\p{L}/u.test(text)) return new Unmet('a name');
  return anyName(text);
};

/** Leading zeros belong to a badge number. */
export const badgeNumber: CellRule<string> = numberAsText(64);

const STATUSES = ['active', 'tobedeleted', 'inactive'] as const;
export type RosterStatus = (typeof STATUSES)[number];

/** `inactive` is of OneRoster 1.0 and lives on in real files. */
export const rowStatus: CellRule<RosterStatus> = (text) =>
  STATUSES.find((status) => status === text.toLowerCase()) ?? new Unmet('active or tobedeleted');

export const classType: CellRule<'homeroom' | 'scheduled'> = (text) => {
  const lower = text.toLowerCase();
  return lower === 'homeroom' || lower === 'scheduled' ? lower : new Unmet('homeroom or scheduled');
};

/**
 * Roles of OneRoster 1.0 to 1.2 (1.2, 4.13.8) and of School Data Sync. `null` is a person we do not read. A school
 * administrator is staff here: what one may do in Firstbell is decided in Firstbell, never by a file.
 */
const ROLES: Readonly<Record<string, RosterRole | null>> = {
  student: 'student',
  learner: 'student',
  teacher: 'teacher',
  instructor: 'teacher',
  professor: 'teacher',
  faculty: 'teacher',
  lecturer: 'teacher',
  adjunct: 'teacher',
  aide: 'staff',
  proctor: 'staff',
  administrator: 'staff',
  principal: 'staff',
  counselor: 'staff',
  districtadministrator: 'staff',
  siteadministrator: 'staff',
  systemadministrator: 'staff',
  staff: 'staff',
  paraprofessional: 'staff',
  teacherassistant: 'staff',
  guardian: null,
  parent: null,
  relative: null,
};

export const personRole: CellRule<RosterRole | null> = (text) => {
  const role = ROLES[text.toLowerCase()];
  return role === undefined || !Object.hasOwn(ROLES, text.toLowerCase())
    ? new Unmet('a role of OneRoster, such as student, teacher, aide or administrator')
    : role;
};

/** Splits a list such as `org-1,org-2`; OneRoster puts several values of one cell between commas. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
