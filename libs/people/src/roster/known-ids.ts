import { Unmet } from '@firstbell/platform';
import { sourcedId } from './cell.rules.js';

/** What a reference to an id is worth. */
export type Standing = 'known' | 'left_out' | 'unknown';

/**
 * The ids of one kind of thing, as far as the file has been read. Ids and line numbers only, so that a state's roster
 * fits in memory: about 100 bytes for each row.
 */
export class KnownIds {
  private readonly lines = new Map<string, number>();
  /** Rows that were left out: what refers to them is left out without another report, since the cause has been told. */
  private readonly leftOut = new Set<string>();
  /** False when nothing can be said about an id: the file is absent, empty, or gives only what changed. */
  private complete = true;

  get size(): number {
    return this.lines.size;
  }

  add(id: string, line: number): void {
    this.lines.set(id, line);
  }

  leaveOut(id: string): void {
    if (id !== '') this.leftOut.add(id);
  }

  cannotBeChecked(): void {
    this.complete = false;
  }

  lineOf(id: string): number | undefined {
    return this.lines.get(id);
  }

  standingOf(id: string): Standing {
    if (this.lines.has(id)) return 'known';
    if (this.leftOut.has(id)) return 'left_out';
    return this.complete || sourcedId(id) instanceof Unmet ? 'unknown' : 'known';
  }
}
