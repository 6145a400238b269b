import type { DeviceImport } from '@firstbell/contracts/devices';
import type { ImportedDeviceFile } from '@firstbell/devices';
import { writeList } from './write-list.js';

export interface DevicesReport {
  readonly school: string;
  readonly file: string;
  readonly read: ImportedDeviceFile;
  /** The import as it stands now: read, refused or applied. */
  readonly result: DeviceImport;
  readonly write: (text: string) => void;
}

const changes = ['added', 'changed'] as const;
/** Devices listed in the text answer; `--json` lists all. */
const shownDevices = 20;
const shownProblems = 1_000;

/** One JSON object. Nothing is ever removed: a list of devices says nothing of what it leaves out. */
export async function writeDevicesJson({ school, file, read, result, write }: DevicesReport): Promise<void> {
  const { id, state, preset, added, changed, unchanged, handedOut, errors, warnings, done, passedOver, notes, refusal } = result;
  const counts = { added, changed, removed: 0, unchanged, handedOut, errors, warnings, devicesApplied: done, passedOver };
  const head = JSON.stringify({ school, file, id, state, preset, applied: state === 'applied', ...counts, refusal, notes });
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
export async function writeDevicesReport({ school, file, read, result, write }: DevicesReport): Promise<void> {
  const line = (text = ''): void => write(`${text}\n`);
  if (result.refusal !== null) {
    line(`The file was ${result.state}; nothing was changed.`);
    line(`${result.refusal.code}: ${result.refusal.detail}`);
  } else {
    line(`${file} for ${school}`);
    line();
    for (const name of ['added', 'changed', 'unchanged'] as const) line(`  ${name.padEnd(12)}${number(result[name]).padStart(11)}`);
    line(`  ${'removed'.padEnd(12)}${'0'.padStart(11)}  (devices that are missing from the file stay as they are)`);
    if (result.handedOut > 0) line(`\nChecked out to whom the file names: ${number(result.handedOut)}`);
  }
  await writeDevices(read, result, line);
  await writeProblems(read, result, line);
  if (result.notes.length > 0) line(`\nGood to know:\n${result.notes.map((note) => `  ${note}`).join('\n')}`);
  if (result.state === 'applied') {
    line(`\nApplied to ${school}.`);
    if (result.passedOver > 0) line(`Passed over, because they changed meanwhile: ${number(result.passedOver)}.`);
  }
  if (result.state === 'ready') line('\nNothing was changed yet. Repeat with --apply to apply this.');
}

async function writeDevices(read: ImportedDeviceFile, result: DeviceImport, line: (text?: string) => void): Promise<void> {
  for (const change of changes) {
    if (result[change] === 0) continue;
    const rows = await read.changes(change, { offset: 0, limit: shownDevices });
    line(`\nDevices ${change}:`);
    for (const { tag, serial, model, holder, fields } of rows) {
      const what = fields.map(({ field, before, after }) => `${field}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`).join('; ');
      const who = change === 'added' && holder !== null ? `  → ${holder}` : '';
      line(`  ${tag}  ${[serial, model].filter((text) => text !== null).join('  ')}${who}${what === '' ? '' : `  ${what}`}`);
    }
    if (result[change] > rows.length) line(`  and ${number(result[change] - rows.length)} more (--json lists all)`);
  }
}

async function writeProblems(
  read: ImportedDeviceFile,
  { fileName, errors, warnings }: DeviceImport,
  line: (text?: string) => void,
): Promise<void> {
  const problems = await read.problems({ offset: 0, limit: shownProblems });
  if (problems.length === 0) return;
  line(`\nRows that were left out: ${number(errors)}. Values that were left out: ${number(warnings)}.`);
  for (const problem of problems) {
    const place = `${fileName}:${problem.line ?? ''} ${problem.column ?? 'whole row'}`;
    line(
      `  ${place}  found ${problem.found}; expected ${problem.expected}${problem.severity === 'error' ? '' : ' (the row was read without it)'}`,
    );
  }
  const more = errors + warnings - problems.length;
  if (more > 0) line(`  and ${number(more)} more (--json lists all)`);
}

const number = (value: number): string => value.toLocaleString('en-US');
