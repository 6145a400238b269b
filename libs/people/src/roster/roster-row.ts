import { type CellRule, foundAs, Unmet } from '@firstbell/platform';
import { rowStatus } from './cell.rules.js';
import type { RosterHeader } from './header.rules.js';
import type { RosterFileMode } from './manifest.rules.js';
import type { RosterItem, RosterProblem } from './roster-items.js';

/** Where the items and problems found in a batch of rows are put. */
export interface RosterOutput {
  push(item: RosterItem): void;
}

/**
 * One row of a file under its headers. Reading a cell checks it: a required one that fails rejects the row, an optional
 * one that fails is dropped; both are reported with line and column.
 */
export class RosterRow {
  rejected = false;

  constructor(
    readonly file: string,
    readonly line: number,
    private readonly header: RosterHeader,
    private readonly cells: readonly string[],
    private readonly output: RosterOutput,
  ) {}

  has(column: string): boolean {
    return this.header.at.has(column);
  }

  text(column: string): string {
    const at = this.header.at.get(column);
    return at === undefined ? '' : (this.cells[at] ?? '').trim();
  }

  required<T>(column: string, rule: CellRule<T>, expected: string): T | undefined {
    const text = this.text(column);
    const read = text === '' ? new Unmet(expected) : rule(text);
    if (!(read instanceof Unmet)) return read;
    this.reject(column, text, read.expected);
    return undefined;
  }

  /** A cell the standard asks for and the school can do without: blank or bad, it is reported and the row stays. */
  wanted<T>(column: string, rule: CellRule<T>, expected: string): T | null {
    if (this.has(column) && this.text(column) === '') this.warn(column, '', expected);
    return this.optional(column, rule);
  }

  optional<T>(column: string, rule: CellRule<T>): T | null {
    const text = this.text(column);
    if (text === '') return null;
    const read = rule(text);
    if (!(read instanceof Unmet)) return read;
    this.warn(column, text, read.expected);
    return null;
  }

  reject(column: string | null, found: string, expected: string): void {
    this.rejected = true;
    this.report('error', column, found, expected);
  }

  warn(column: string | null, found: string, expected: string): void {
    this.report('warning', column, found, expected);
  }

  /** Says whether the row's subject is at the school, and reports a status that cannot be understood. */
  isCurrent(mode: RosterFileMode): boolean {
    const text = this.text('status');
    if (text === '') {
      if (mode === 'delta' && this.has('status')) this.warn('status', text, 'active or tobedeleted, since this is a delta file');
      return true;
    }
    const status = rowStatus(text);
    if (status instanceof Unmet) {
      this.warn('status', text, status.expected);
      return true;
    }
    if (status === 'inactive') this.warn('status', text, 'active or tobedeleted; the row was read as tobedeleted');
    return status === 'active';
  }

  private report(severity: RosterProblem['severity'], column: string | null, found: string, expected: string): void {
    this.output.push({ kind: 'problem', severity, file: this.file, line: this.line, column, found: foundAs(found), expected });
  }
}
