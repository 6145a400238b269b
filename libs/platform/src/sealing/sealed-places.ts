/** A column that holds something sealed; `key` finds its row within the school, `subject` is what it is sealed for, as SQL. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  readonly key: string;
  readonly subject: string;
  /** Which rows are of the school $1. */
  readonly ofSchool: string;
  /** Whether somebody may read it and write it back later, by the row's version. */
  readonly hasVersion: boolean;
}

const settingsOf = (table: string): SealedPlace => ({
  table,
  column: 'secret_sealed',
  key: 'school_id',
  subject: `school_id || '/${table}'`,
  ofSchool: 'school_id = $1',
  hasVersion: true,
});

/** Every one of the schema. */
export const sealedPlaces: readonly SealedPlace[] = [
  settingsOf('mail_sender'),
  settingsOf('directory_provider'),
  settingsOf('device_management'),
  // Written once, and emptied when it was delivered.
  {
    table: 'credential',
    column: 'sealed',
    key: 'id',
    subject: `school_id || '/' || account_id`,
    ofSchool: 'school_id = $1',
    hasVersion: false,
  },
  // Of an account, which may open several schools.
  {
    table: 'second_factor',
    column: 'sealed',
    key: 'account_id',
    subject: `'account/' || account_id || '/second_factor'`,
    ofSchool: 'account_id IN (SELECT p.account_id FROM person p WHERE p.school_id = $1)',
    hasVersion: false,
  },
];
