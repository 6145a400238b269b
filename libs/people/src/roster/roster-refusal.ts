/** Every reason for which a roster file is refused whole. The codes are stable: screens and scripts may rely on them. */
export type RosterRefusalCode =
  | 'roster.file_not_found'
  | 'roster.not_a_zip'
  | 'roster.zip_damaged'
  | 'roster.zip_unsafe_name'
  | 'roster.zip_unsupported'
  | 'roster.encrypted'
  | 'roster.too_large'
  | 'roster.several_rosters'
  | 'roster.no_users_file'
  | 'roster.not_utf8'
  | 'roster.wrong_delimiter'
  | 'roster.header_duplicated'
  | 'roster.header_misspelt'
  | 'roster.header_missing'
  | 'roster.no_roles'
  | 'roster.no_people';

export interface RosterRefusalDetails {
  /** The file the fault is in: a file of the zip, or the zip itself. */
  readonly file: string;
  readonly found: string;
  readonly expected: string;
  /** What the administrator can do about it, as a whole sentence. */
  readonly remedy: string;
  /** The header the refusal is about, when it is about one. */
  readonly column?: string;
}

/** The roster cannot be used at all; nothing of it may be kept. */
export class RosterRefusal extends Error {
  readonly file: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
  readonly column: string | null;

  constructor(
    readonly code: RosterRefusalCode,
    details: RosterRefusalDetails,
    options?: ErrorOptions,
  ) {
    super(`${details.file}: found ${details.found}; expected ${details.expected}. ${details.remedy}`, options);
    this.name = 'RosterRefusal';
    this.file = details.file;
    this.found = details.found;
    this.expected = details.expected;
    this.remedy = details.remedy;
    this.column = details.column ?? null;
  }
}
