import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { cellsOf } from './roster-cells.js';
import { type FaultName, plantFault, type PlantedProblem, ROSTER_FAULTS } from './roster-faults.js';
import { rosterRows, type RosterSchool, type RosterTable, rosterTables } from './roster-school.js';

/** What roster to generate. The same plan gives the same bytes. */
export interface RosterPlan extends RosterSchool {
  /** How many rows of each fault to plant, spread evenly over the file concerned. */
  readonly faults?: Partial<Readonly<Record<FaultName, number>>>;
}

export interface GeneratedRoster {
  readonly path: string;
  /** Every row a careful reader has to report, and no other. */
  readonly planted: readonly PlantedProblem[];
  /** Data rows by file, faulty ones included. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Writes a OneRoster bulk zip of a school that never was, row by row, so that a state's worth of students needs no memory. */
export async function generateRoster(path: string, plan: RosterPlan): Promise<GeneratedRoster> {
  const planted: PlantedProblem[] = [];
  const rows: Record<string, number> = {};
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path));
  zip.addBuffer(Buffer.from(manifestOf(plan)), 'manifest.csv');
  for (const table of rosterTables(plan)) {
    zip.addReadStreamLazy(table.file, (give) =>
      give(null, Readable.from(csvOf(table, plan, planted, rows), { objectMode: false, highWaterMark: 64 * 1024 })),
    );
  }
  zip.end();
  await written;
  return { path, planted, rows };
}

function manifestOf(plan: RosterPlan): string {
  const files = rosterTables(plan).map((table) => `file.${table.file.replace('.csv', '')},bulk`);
  return ['propertyName,value', 'manifest.version,1.0', `oneroster.version,${plan.version ?? '1.1'}`, ...files, ''].join('\r\n');
}

async function* csvOf(
  table: RosterTable,
  plan: RosterPlan,
  planted: PlantedProblem[],
  rows: Record<string, number>,
): AsyncGenerator<Buffer> {
  const faults = faultsByRow(table, plan);
  let text = `${table.columns.join(',')}\r\n`;
  let line = 1;
  let index = 0;
  let previous: Readonly<Record<string, string>> | undefined;
  for (const row of rosterRows(table, plan)) {
    const fault = faults.get(index);
    const damage = fault === undefined ? undefined : plantFault(fault, row, previous, table.columns);
    index += 1;
    if (damage === undefined || damage.extra) {
      text += `${cellsOf(row, table.columns)}\r\n`;
      previous = row;
      line += 1;
    }
    if (fault !== undefined && damage !== undefined) {
      line += 1;
      if (text !== '') yield Buffer.from(text);
      planted.push({ file: table.file, line, column: damage.column, severity: damage.severity, fault });
      text = '';
      yield Buffer.concat([damage.bytes, Buffer.from('\r\n')]);
    }
    if (text.length > 32 * 1024) {
      yield Buffer.from(text);
      text = '';
    }
  }
  rows[table.file] = line - 1;
  if (text !== '') yield Buffer.from(text);
}

/** Which row of a table gets which fault: never the first rows, never two faults in neighbouring rows. */
function faultsByRow(table: RosterTable, plan: RosterPlan): Map<number, FaultName> {
  const wanted: FaultName[] = [];
  for (const [name, about] of ROSTER_FAULTS) {
    if (about.file !== table.file) continue;
    for (let count = plan.faults?.[name] ?? 0; count > 0; count -= 1) wanted.push(name);
  }
  const room = table.rows - 2;
  if (wanted.length > 0 && room < wanted.length * 2) throw new Error(`${table.file} has too few rows for ${wanted.length} faults`);
  const step = Math.floor(room / Math.max(1, wanted.length));
  return new Map(wanted.map((name, index) => [2 + index * step, name]));
}
