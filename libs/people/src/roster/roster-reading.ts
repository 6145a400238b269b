import { foundAs } from '@firstbell/platform';
import { sourcedId } from './cell.rules.js';
import { KnownIds } from './known-ids.js';
import type { RosterFileMode } from './manifest.rules.js';
import type { RosterFileName } from './roster-files.js';
import type { RosterItem, RosterRemoval, RosterRole } from './roster-items.js';
import type { RosterRow } from './roster-row.js';

/** What roles.csv (OneRoster 1.2) has said about a user who has not been read yet. */
export interface RolesOfUser {
  readonly file: string;
  readonly line: number;
  readonly roles: Set<RosterRole>;
  readonly schools: Set<string>;
  grade: string | null;
  guardian: boolean;
  /** A row of theirs was marked deleted, so that its absence needs no other report. */
  deleted: boolean;
  /** A row of theirs could not be used and was reported. */
  faulty: boolean;
}

interface ParentReference {
  readonly row: RosterRow;
  readonly known: KnownIds;
  readonly id: string;
  readonly expected: string;
}

/** What reading one roster remembers from row to row: ids, and how many rows were passed over. */
export class RosterReading {
  readonly orgs = new KnownIds();
  readonly sessions = new KnownIds();
  readonly courses = new KnownIds();
  readonly classes = new KnownIds();
  readonly people = new KnownIds();
  readonly enrollments = new KnownIds();
  readonly badges = new KnownIds();
  readonly rolesByUser = new Map<string, RolesOfUser>();
  recasedNames = 0;

  private items: RosterItem[] = [];
  private parents: ParentReference[] = [];
  private readonly skipped = new Map<string, number>();

  constructor(
    private readonly modes: ReadonlyMap<RosterFileName, RosterFileMode>,
    /** School Data Sync gives guardians no role; in OneRoster everybody has one. */
    readonly roleIsOptional: boolean,
  ) {}

  /** The ids that a file gives; roles.csv gives none. */
  idsOf(file: RosterFileName): KnownIds | undefined {
    const ids: Readonly<Record<RosterFileName, KnownIds | undefined>> = {
      'orgs.csv': this.orgs,
      'academicSessions.csv': this.sessions,
      'courses.csv': this.courses,
      'classes.csv': this.classes,
      'roles.csv': undefined,
      'users.csv': this.people,
      'enrollments.csv': this.enrollments,
    };
    return ids[file];
  }

  /** A row with this id is there but cannot be used: references to it are left out, and its subject is not taken for gone. */
  leaveOutFaulty(file: RosterFileName, id: string): void {
    const of = file === 'users.csv' ? 'person' : file === 'classes.csv' ? 'class' : file === 'enrollments.csv' ? 'enrollment' : undefined;
    this.idsOf(file)?.leaveOut(id);
    if (of !== undefined && id !== '' && foundAs(id) === id) this.push({ kind: 'kept', of, sourceId: id });
  }

  modeOf(file: RosterFileName): RosterFileMode {
    return this.modes.get(file) ?? 'bulk';
  }

  push(item: RosterItem): void {
    this.items.push(item);
  }

  take(): RosterItem[] {
    const taken = this.items;
    this.items = [];
    return taken;
  }

  /** Counts a row that is passed over without being faulty itself; the reason completes "rows passed over because they …". */
  skip(reason: string): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }

  /**
   * The id of a row that is to be read; undefined when the row is faulty, deleted or a repetition, which has then been
   * reported, passed on as a removal or counted.
   */
  begin(row: RosterRow, file: RosterFileName, known: KnownIds, of: RosterRemoval['of']): string | undefined {
    const id = row.required('sourcedId', sourcedId, 'an id');
    if (id === undefined) {
      this.leaveOutFaulty(file, row.text('sourcedId'));
      return undefined;
    }
    const mode = this.modeOf(file);
    if (!row.isCurrent(mode)) {
      known.leaveOut(id);
      if (mode === 'delta') this.push({ kind: 'removal', of, sourceId: id });
      else this.skip('are marked as deleted or inactive');
      return undefined;
    }
    const earlier = known.lineOf(id);
    if (earlier === undefined) return id;
    row.reject('sourcedId', id, `an id of its own (line ${earlier} has the same, and was read)`);
    return undefined;
  }

  /** An optional reference: one that leads nowhere is dropped and reported. */
  reference(row: RosterRow, column: string, known: KnownIds, expected: string): string | null {
    const id = row.text(column);
    if (id === '') return null;
    const standing = known.standingOf(id);
    if (standing === 'unknown') row.warn(column, id, expected);
    return standing === 'known' ? id : null;
  }

  /** A parent may stand further down in the same file, so it is looked up when the file has been read. */
  expectParent(row: RosterRow, known: KnownIds, expected: string): void {
    const id = row.text('parentSourcedId');
    if (id !== '') this.parents.push({ row, known, id, expected });
  }

  /** Reports what can be said only at the end of a file. */
  finishFile(file: string): void {
    for (const { row, known, id, expected } of this.parents) {
      if (known.standingOf(id) === 'unknown') row.warn('parentSourcedId', id, expected);
    }
    this.parents = [];
    for (const [reason, count] of this.skipped) {
      this.push({
        kind: 'note',
        code: 'rows_skipped',
        file,
        message: `Rows passed over because they ${reason}: ${count.toLocaleString('en-US')}.`,
      });
    }
    this.skipped.clear();
  }
}
