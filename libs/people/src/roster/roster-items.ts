/** What the OneRoster reader gives: the school's data in our words, and what was wrong with the files. */

/** What a person is to the school. Guardians and relatives are not read. */
export type RosterRole = 'student' | 'teacher' | 'staff';

export interface RosterOrg {
  readonly kind: 'org';
  readonly sourceId: string;
  readonly name: string;
  /** As written: school, district, department, state, national, local… */
  readonly type: string | null;
  /** The school's own number (for instance NCES), leading zeros kept. */
  readonly identifier: string | null;
}

interface RosterSession {
  readonly kind: 'session';
  readonly sourceId: string;
  readonly title: string;
  readonly type: string | null;
  /** ISO date. */
  readonly startDate: string | null;
  /** ISO date, the first day that no longer belongs to the session (OneRoster 1.1, 4.13.1: exclusive). */
  readonly endDate: string | null;
}

interface RosterCourse {
  readonly kind: 'course';
  readonly sourceId: string;
  readonly title: string;
  readonly code: string | null;
}

export interface RosterClass {
  readonly kind: 'class';
  readonly sourceId: string;
  readonly title: string;
  readonly code: string | null;
  readonly homeroom: boolean;
  readonly room: string | null;
  readonly courseSourceId: string | null;
  readonly schoolSourceId: string | null;
  readonly sessionSourceIds: readonly string[];
  readonly periods: readonly string[];
}

export interface RosterPerson {
  readonly kind: 'person';
  readonly sourceId: string;
  /** At least one, without repetition. */
  readonly roles: readonly RosterRole[];
  readonly givenName: string;
  readonly preferredName: string | null;
  readonly familyName: string;
  readonly username: string | null;
  readonly email: string | null;
  /** The badge number, leading zeros kept. */
  readonly identifier: string | null;
  /** As written, the first one when several are given: KG, 09, 12… */
  readonly grade: string | null;
  readonly schoolSourceIds: readonly string[];
  /** False when the school has suspended the person's access. */
  readonly enabled: boolean;
}

export interface RosterEnrollment {
  readonly kind: 'enrollment';
  readonly sourceId: string;
  readonly classSourceId: string;
  readonly personSourceId: string;
  readonly role: RosterRole;
  readonly primary: boolean;
  /** ISO date. */
  readonly beginDate: string | null;
  /** ISO date, exclusive. */
  readonly endDate: string | null;
}

/** A row of a delta file that says its subject is gone. */
export interface RosterRemoval {
  readonly kind: 'removal';
  readonly of: 'org' | 'session' | 'course' | 'class' | 'person' | 'enrollment';
  readonly sourceId: string;
}

/** A row is there but cannot be used: its subject has not gone, and what is known of it stays as it is. */
export interface RosterKept {
  readonly kind: 'kept';
  readonly of: 'person' | 'class' | 'enrollment';
  readonly sourceId: string;
}

/** Something is wrong with a row. An `error` row was left out; a `warning` row was read without the value named. */
export interface RosterProblem {
  readonly kind: 'problem';
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** Line of the file on which the row begins; the header is line 1. */
  readonly line: number;
  /** The header of the cell, or null when the whole row is meant. */
  readonly column: string | null;
  readonly found: string;
  readonly expected: string;
}

/** Something about a whole file that a person may want to know and need not act on. */
export interface RosterNote {
  readonly kind: 'note';
  readonly code: RosterNoteCode;
  readonly file: string;
  readonly message: string;
}

type RosterNoteCode =
  | 'manifest_contradicted'
  | 'manifest_unreadable'
  | 'no_manifest'
  | 'in_folder'
  | 'file_name_variant'
  | 'file_ignored'
  | 'header_variant'
  | 'column_ignored'
  | 'file_missing'
  | 'file_empty'
  | 'rows_skipped'
  | 'names_recased';

type RosterEntity = RosterOrg | RosterSession | RosterCourse | RosterClass | RosterPerson | RosterEnrollment;
export type RosterItem = RosterEntity | RosterRemoval | RosterKept | RosterProblem | RosterNote;
