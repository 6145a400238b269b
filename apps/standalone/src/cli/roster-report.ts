import type { RosterImport, RosterRowError } from '@firstbell/contracts/roster';
import type { ImportedFile } from '@firstbell/people';
import { writeList } from './write-list.js';

export interface RosterReport {
  readonly school: string;
  readonly file: string;
  readonly read: ImportedFile;
  /** The import as it stands now: read, refused or applied. */
  readonly result: RosterImport;
  readonly write: (text: string) => void;
}

const changes = ['added', 'changed', 'removed'] as const;
/** People listed by name in the text answer; `--json` lists all. */
const shownPeople = 20;
const shownProblems = 1_000;

/** One JSON object, written page by page, so that a district's changes need not fit in memory. */
export async function writeRosterJson({ school, file, read, result, write }: RosterReport): Promise<void> {
  const { id, state, version, people, classes, enrollments, errors, warnings, applied, refusal } = result;
  const head = JSON.stringify({
    school,
    file,
    id,
    state,
    version,
    applied: state === 'applied',
    peopleApplied: applied,
    people,
    classes,
    enrollments,
    errors,
    warnings,
    refusal,
    notes: read.notes,
  });
  write(`${head.slice(0, -1)},"changes":{`);
  for (const [index, change] of changes.entries()) {
    write(`${index === 0 ? '' : ','}"${change}":`);
    await writeList(write, (page) => read.changes(change, page));
  }
  write('},"problems":');
  await writeList(write, (page) => read.problems(page));
  write('}\n');
}

/** The same for people. */
export async function writeRosterReport({ school, file, read, result, write }: RosterReport): Promise<void> {
  const line = (text = ''): void => write(`${text}\n`);
  if (result.refusal !== null) {
    line(`The roster was ${result.state}; nothing was changed.`);
    line(`${result.refusal.code}: ${result.refusal.detail}`);
  } else {
    line(`${file} (${versionName(result.version)}) for ${school}`);
    line();
    writeCounts(result, line);
  }
  await writePeople(read, result, line);
  await writeProblems(read, result, line);
  if (read.notes.length > 0) line(`\nGood to know:\n${read.notes.map((note) => `  ${note}`).join('\n')}`);
  if (result.state === 'applied') line(`\nApplied to ${school}.`);
  if (result.state === 'ready') line('\nNothing was changed yet. Repeat with --apply to apply this.');
}

function versionName(version: string | null): string {
  return version === 'sds-2.1' ? 'Microsoft School Data Sync 2.1' : `OneRoster ${version ?? ''}`.trim();
}

function writeCounts({ people, classes, enrollments }: RosterImport, line: (text?: string) => void): void {
  const cells = (name: string, ...values: string[]): string => `  ${name.padEnd(12)}${values.map((value) => value.padStart(11)).join('')}`;
  line(cells('', 'added', 'changed', 'removed', 'unchanged'));
  for (const [name, counts] of [
    ['people', people],
    ['classes', classes],
    ['enrollments', enrollments],
  ] as const) {
    line(cells(name, ...[counts.added, counts.changed, counts.removed, counts.unchanged].map((count) => count.toLocaleString('en-US'))));
  }
}

async function writePeople(read: ImportedFile, { people }: RosterImport, line: (text?: string) => void): Promise<void> {
  for (const change of changes) {
    if (people[change] === 0) continue;
    const rows = await read.changes(change, { offset: 0, limit: shownPeople });
    if (rows.length === 0) continue;
    line(`\nPeople ${change}:`);
    for (const { name, sourceId, fields } of rows) {
      const what = fields.map(({ field, before, after }) => `${field}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`).join('; ');
      line(`  ${name} (${sourceId})${what === '' ? '' : `  ${what}`}`);
    }
    if (people[change] > rows.length) line(`  and ${(people[change] - rows.length).toLocaleString('en-US')} more (--json lists all)`);
  }
}

async function writeProblems(read: ImportedFile, { errors, warnings }: RosterImport, line: (text?: string) => void): Promise<void> {
  const problems = await read.problems({ offset: 0, limit: shownProblems });
  if (problems.length === 0) return;
  line(`\nRows that were left out: ${errors.toLocaleString('en-US')}. Values that were left out: ${warnings.toLocaleString('en-US')}.`);
  for (const problem of problems)
    line(
      `  ${placeOf(problem)}  found ${problem.found}; expected ${problem.expected}${problem.severity === 'error' ? '' : ' (the row was read without it)'}`,
    );
  const more = errors + warnings - problems.length;
  if (more > 0) line(`  and ${more.toLocaleString('en-US')} more (--json lists all)`);
}

function placeOf({ file, line, column }: RosterRowError): string {
  return [`${file}:${line ?? ''}`, column ?? 'whole row'].join(' ');
}
