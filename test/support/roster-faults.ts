import { cellsOf } from './roster-cells.js';

type Row = Readonly<Record<string, string>>;

export interface PlantedProblem {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly severity: 'error' | 'warning';
  readonly fault: FaultName;
}

interface Fault {
  readonly file: string;
  readonly column: string | null;
  readonly severity: 'error' | 'warning';
  /** Written after the sound row instead of in its place, so that what refers to the sound row stays sound. */
  readonly extra?: boolean;
  /** The row as it is written; a string or bytes are taken as they are. `before` is the row before it. */
  readonly damage: (row: Row, before: Row, columns: readonly string[]) => Row | string | Buffer;
}

const user = (column: string | null, severity: Fault['severity'], damage: Fault['damage']): Fault => ({
  file: 'users.csv',
  column,
  severity,
  damage,
});
const extraUser = (column: string | null, damage: Fault['damage']): Fault => ({
  file: 'users.csv',
  column,
  severity: 'error',
  extra: true,
  damage,
});
const enrollment = (column: string | null, severity: Fault['severity'], damage: Fault['damage']): Fault => ({
  file: 'enrollments.csv',
  column,
  severity,
  damage,
});
const class_ = (column: string | null, severity: Fault['severity'], damage: Fault['damage']): Fault => ({
  file: 'classes.csv',
  column,
  severity,
  damage,
});

/** Faults seen in real exports, each in one row. Roles and schools of users are columns of OneRoster 1.1 only. */
const FAULTS = {
  givenNameMissing: user('givenName', 'error', (row) => ({ ...row, givenName: '' })),
  familyNameMissing: user('familyName', 'error', (row) => ({ ...row, familyName: '  ' })),
  userIdMissing: extraUser('sourcedId', (row) => ({ ...row, sourcedId: '' })),
  userIdBad: extraUser('sourcedId', (row) => ({ ...row, sourcedId: `${row['sourcedId']} #1` })),
  userIdTooLong: extraUser('sourcedId', (row) => ({ ...row, sourcedId: 'x'.repeat(256) })),
  userTwice: extraUser('sourcedId', (row) => ({ ...row, givenName: 'Another' })),
  schoolUnknown: user('orgSourcedIds', 'error', (row) => ({ ...row, orgSourcedIds: 'org-sch-999' })),
  schoolMissing: user('orgSourcedIds', 'error', (row) => ({ ...row, orgSourcedIds: '' })),
  roleUnknown: user('role', 'error', (row) => ({ ...row, role: 'wizard' })),
  roleMissing: user('role', 'error', (row) => ({ ...row, role: '' })),
  cellsTooFew: user(null, 'error', (row, _before, columns) => cellsOf(row, columns).replace(/,[^,]*,[^,]*$/, '')),
  cellsTooMany: user(null, 'error', (row, _before, columns) => `${cellsOf(row, columns)},one,two`),
  quoteOpen: user(null, 'error', (row, _before, columns) => cellsOf(row, columns).replace(`,${row['username']},`, `,"${row['username']},`)),
  quoteInside: user(null, 'error', (row, _before, columns) => cellsOf(row, columns).replace(`,${row['username']},`, `,6" tall,`)),
  nameNotUtf8: user('familyName', 'error', (row, _before, columns) =>
    Buffer.from(cellsOf({ ...row, givenName: 'Rosa', familyName: 'Peña' }, columns), 'latin1'),
  ),
  nameIsFormula: user('givenName', 'error', (row) => ({ ...row, givenName: '=HYPERLINK("http://x.example";"Ann")' })),
  nameHasNul: user('givenName', 'error', (row) => ({ ...row, givenName: 'An\0n' })),
  emailBad: user('email', 'warning', (row) => ({ ...row, email: 'not an address' })),
  enabledBad: user('enabledUser', 'warning', (row) => ({ ...row, enabledUser: 'maybe' })),
  badgeShortened: user('identifier', 'warning', (row) => ({ ...row, identifier: '1.00012E+11' })),
  badgeTwice: user('identifier', 'warning', (row, before) => ({ ...row, identifier: before['identifier'] ?? '' })),
  statusOdd: user('status', 'warning', (row) => ({ ...row, status: 'enrolled' })),
  classTypeOdd: class_('classType', 'warning', (row) => ({ ...row, classType: 'lesson' })),
  classWithoutTitle: class_('title', 'warning', (row) => ({ ...row, title: '' })),
  courseUnknown: class_('courseSourcedId', 'warning', (row) => ({ ...row, courseSourcedId: 'crs-999' })),
  classSchoolUnknown: class_('schoolSourcedId', 'warning', (row) => ({ ...row, schoolSourcedId: 'org-sch-999' })),
  termUnknown: class_('termSourcedIds', 'warning', (row) => ({ ...row, termSourcedIds: 'ses-2027-1,ses-1999' })),
  enrolledNobody: enrollment('userSourcedId', 'error', (row) => ({ ...row, userSourcedId: 'stu-none' })),
  enrolledNowhere: enrollment('classSourcedId', 'error', (row) => ({ ...row, classSourcedId: 'cls-none' })),
  enrolledAsNothing: enrollment('role', 'error', (row) => ({ ...row, role: 'owner' })),
  enrolledTwice: { ...enrollment('sourcedId', 'error', (row) => row), extra: true },
  dateForeign: enrollment('beginDate', 'warning', (row) => ({ ...row, beginDate: '1/05/2023' })),
  dateImpossible: enrollment('endDate', 'warning', (row) => ({ ...row, endDate: '2027-02-30' })),
  primaryOdd: enrollment('primary', 'warning', (row) => ({ ...row, primary: 'yes' })),
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS).filter((name): name is FaultName => Object.hasOwn(FAULTS, name));
export const ROSTER_FAULTS: readonly (readonly [FaultName, Fault])[] = FAULT_NAMES.map((name) => [name, FAULTS[name]]);

/** The damaged row as bytes, and what a careful reader says about it. */
export function plantFault(
  name: FaultName,
  row: Row,
  before: Row | undefined,
  columns: readonly string[],
): { bytes: Buffer; column: string | null; severity: 'error' | 'warning'; extra: boolean } {
  const fault: Fault = FAULTS[name];
  const damaged = fault.damage(row, before ?? {}, columns);
  const bytes = Buffer.isBuffer(damaged) ? damaged : Buffer.from(typeof damaged === 'string' ? damaged : cellsOf(damaged, columns));
  return { bytes, column: fault.column, severity: fault.severity, extra: fault.extra === true };
}
