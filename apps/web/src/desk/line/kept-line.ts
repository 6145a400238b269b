import type { DeskState, DutyRow, LineRow } from '@firstbell/contracts/tickets';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** The line as last known on this computer, to be read while nothing better can be had. */
export interface KeptLine {
  readonly personId: string;
  readonly deskId: string;
  /** ms since the epoch. */
  readonly asOf: number;
  readonly desk: DeskState;
  readonly duty: readonly DutyRow[];
  readonly rows: readonly LineRow[];
  /** Everyone waiting, also those not among the rows. */
  readonly total: number;
}

interface KeptLines extends DBSchema {
  lines: { key: string; value: KeptLine };
}

const databaseName = 'firstbell-desk';
const keptRows = 500;

/** Without storage (private window, blocked by policy) the desk works, it only remembers nothing. */
async function withLines<T>(work: (lines: IDBPDatabase<KeptLines>) => Promise<T>): Promise<T | null> {
  try {
    const lines = await openDB<KeptLines>(databaseName, 1, { upgrade: (database) => void database.createObjectStore('lines') });
    try {
      return await work(lines);
    } finally {
      lines.close();
    }
  } catch {
    return null;
  }
}

/** Counts what was forgotten, so that a line on its way is not kept after that. */
let forgotten = 0;

export async function keepLine(line: KeptLine): Promise<void> {
  const before = forgotten;
  await withLines(async (lines) => {
    if (before === forgotten) await lines.put('lines', { ...line, rows: line.rows.slice(0, keptRows) }, line.deskId);
  });
}

/** What was kept for this very person; another person's line is wiped, not shown. */
export async function keptLine(deskId: string, personId: string): Promise<KeptLine | null> {
  const kept = (await withLines((lines) => lines.get('lines', deskId))) ?? null;
  if (kept === null || kept.personId === personId) return kept;
  await forgetLines();
  return null;
}

/** Names of students do not stay behind on a shared computer: called when nobody is signed in any more. */
export async function forgetLines(): Promise<void> {
  forgotten += 1;
  await withLines((lines) => lines.clear('lines'));
}
