import type { Roster } from '../open-roster.js';
import type { RosterItem, RosterOrg } from '../roster-items.js';
import type { StagedBatch } from './staged-roster.store.js';

/** Rows written in one statement: large enough that the way to the database does not count, small enough for little memory. */
const rowsOfBatch = 2_000;

export interface StagedTotals {
  errors: number;
  warnings: number;
  /** Sentences about whole files. */
  readonly notes: string[];
  /** Some rows were passed over because they are of another school. */
  partial: boolean;
}

/**
 * Turns what is read into batches to be staged. When the file holds several schools and one of them has the name of the
 * school it is imported into, only that school's people and classes are taken; else all of them are.
 */
export async function* stageBatches(roster: Roster, schoolName: string, totals: StagedTotals): AsyncGenerator<StagedBatch> {
  totals.notes.push(...roster.notes.map((note) => note.message));
  const sorter = new StagedRows(schoolName, totals);
  for await (const items of roster.items()) {
    for (const item of items) sorter.take(item);
    if (sorter.size >= rowsOfBatch) yield sorter.give();
  }
  sorter.finish();
  yield sorter.give();
}

class StagedRows {
  private batch = emptyBatch();
  private readonly schools: RosterOrg[] = [];
  private only: string | null | undefined;
  private problems = 0;
  private passedOver = 0;
  size = 0;

  constructor(
    private readonly schoolName: string,
    private readonly totals: StagedTotals,
  ) {}

  take(item: RosterItem): void {
    switch (item.kind) {
      case 'org':
        if (item.type?.toLowerCase() === 'school') this.schools.push(item);
        return;
      case 'session':
      case 'course':
        return;
      case 'class':
        if (item.schoolSourceId === null || this.isOurs([item.schoolSourceId])) this.add(this.batch.classes, item);
        return;
      case 'person':
        if (this.isOurs(item.schoolSourceIds)) this.add(this.batch.people, item);
        else this.passedOver += 1;
        return;
      case 'enrollment':
        return this.add(this.batch.enrollments, item);
      case 'removal':
        return this.add(this.batch.removals, item);
      case 'kept':
        return this.add(this.batch.kept, item);
      case 'problem':
        this.problems += 1;
        this.totals[item.severity === 'error' ? 'errors' : 'warnings'] += 1;
        return this.add(this.batch.problems, { ...item, number: this.problems });
      case 'note':
        this.totals.notes.push(item.message);
    }
  }

  finish(): void {
    if (this.passedOver === 0) return;
    this.totals.partial = true;
    this.totals.notes.push(
      `The file holds ${this.schools.length} schools; only ${this.schoolName} was read. People of other schools passed over: ${this.passedOver.toLocaleString('en-US')}.`,
    );
  }

  give(): StagedBatch {
    const given = this.batch;
    this.batch = emptyBatch();
    this.size = 0;
    return given;
  }

  /** Organisations stand before everything else, so that all are known when this is first asked. */
  private isOurs(schoolSourceIds: readonly string[]): boolean {
    if (this.only === undefined) {
      const same = this.schools.filter((school) => school.name.toLowerCase() === this.schoolName.toLowerCase());
      this.only = this.schools.length > 1 && same.length === 1 ? (same[0]?.sourceId ?? null) : null;
    }
    return this.only === null || schoolSourceIds.includes(this.only);
  }

  private add<T>(to: T[], item: T): void {
    to.push(item);
    this.size += 1;
  }
}

function emptyBatch(): StagedBatch {
  return { people: [], classes: [], enrollments: [], removals: [], kept: [], problems: [] };
}
