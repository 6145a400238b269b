import type { RosterRole } from './roster-items.js';

/** A cell that breaks its rule, in the words "expected …". */
export class Unmet {
  constructor(readonly expected: string) {}
}

/** Reads a trimmed, non-empty cell. */
export type CellRule<T> = (text: string) => T | Unmet;

const MAX_FOUND = 80;

/** A cell as shown in a report: short, on one line, and honest about being blank. */
export function foundAs(text: string): string {
  if (text === '') return 'nothing';
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return plain.length > MAX_FOUND ? `${plain.slice(0, MAX_FOUND)}…` : plain;
}

/** OneRoster 1.1, 4.1: a GUID of fewer than 256 characters out of letters, digits and . - _ / @ */
export const sourcedId: CellRule<string> = (text) =>
  /^[A-Za-z0-9.\-_/@]{1,255}$/.test(text) ? text : new Unmet('an id of at most 255 letters, digits and . - _ / @');

/**
 * Any text that may be stored and shown. Refused are bytes that were not UTF-8 (they arrive as U+FFFD), control
 * characters, and a beginning that a spreadsheet would run as a formula when the data is exported again.
 */
export function plainText(maxLength: number): CellRule<string> {
  return (text) => {
    if (text.includes('\uFFFD')) return new Unmet('text in UTF-8 (save the file as "CSV UTF-8")');
    const oneLine = text.replace(/\s+/g, ' ');
    if (/\p{Cc}/u.test(oneLine)) return new Unmet('text without control characters');
    if (/^[=+\-@]/.test(oneLine)) return new Unmet('text that does not begin with = + - or @, as a formula would');
    if (oneLine.length > maxLength) return new Unmet(`at most ${maxLength} characters`);
    return oneLine;
  };
}

const anyName = plainText(100);

export const personName: CellRule<string> = (text) => {
  if (!/\p{L}/u.test(text)) return new Unmet('a name');
  return anyName(text);
};

const anyBadge = plainText(64);

/** A badge number stays text, since leading zeros belong to it. A number in scientific form is a spreadsheet's damage. */
export const badgeNumber: CellRule<string> = (text) =>
  /^\d(?:[.,]\d+)?E\+\d+$/i.test(text) ? new Unmet('the number in full (a spreadsheet has shortened it)') : anyBadge(text);

export const emailAddress: CellRule<string> = (text) =>
  text.length <= 254 &&
  /^[^\s@=+\-"<>,;:\p{Cc}\uFFFD][^\s@"<>,;:\p{Cc}\uFFFD]*@[^\s@"<>,;:\p{Cc}\uFFFD]+\.[^\s@"<>,;:\p{Cc}\uFFFD]+$/u.test(text)
    ? text
    : new Unmet('an e-mail address like name@school.example');

export const trueOrFalse: CellRule<boolean> = (text) => {
  const lower = text.toLowerCase();
  if (lower === 'true') return true;
  return lower === 'false' ? false : new Unmet('true or false');
};

/** 1/05/2023 is January in one country and May in another, so nothing but the ISO form is read. */
export const isoDate: CellRule<string> = (text) => {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text);
  if (match === null) return new Unmet('a date as YYYY-MM-DD');
  const date = `${match[1]}-${match[2]}-${match[3]}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.valueOf()) || !parsed.toISOString().startsWith(date) ? new Unmet('a date that exists, as YYYY-MM-DD') : date;
};

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
