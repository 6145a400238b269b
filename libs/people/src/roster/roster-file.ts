import type { RosterHeader } from './header.rules.js';
import type { RosterFileMode } from './manifest.rules.js';
import type { RosterFileName } from './roster-files.js';

/** A file of the zip whose header has been understood. */
export interface RosterFile {
  readonly name: RosterFileName;
  readonly path: string;
  readonly mode: RosterFileMode;
  readonly header: RosterHeader;
  readonly hasRows: boolean;
}

/** The version given to Microsoft School Data Sync's format 2.1, a relative of OneRoster. */
export const SCHOOL_DATA_SYNC = 'sds-2.1';
