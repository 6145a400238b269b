import { deviceColumns, type DeviceColumn, type DeviceMapping, type DevicePreset } from '@firstbell/contracts/devices';
import { foundAs, nearestHeader } from '@firstbell/platform';
import { DeviceFileRefusal } from './device-file-refusal.js';
import { columnsOf, sameHeader } from './device-presets.rules.js';

export interface DeviceHeader {
  /** Where each column that is read stands; a column that is not in the file is not in the map. */
  readonly at: ReadonlyMap<DeviceColumn, number>;
  /** The headers as written, for reports. */
  readonly cells: readonly string[];
}

/**
 * Understands the first row of a file, or refuses the file: a column read under a wrong name would give every device
 * somebody else's serial number. Columns the layout does not know are passed over.
 * @throws DeviceFileRefusal
 */
export function understandDeviceHeader(written: readonly string[], preset: DevicePreset, mapping: DeviceMapping): DeviceHeader {
  const cells = written.map((cell) => cell.replace(/^\uFEFF/, '').trim());
  refuseOtherDelimiter(cells);
  const wanted = wantedColumns(preset, mapping);
  const at = new Map<DeviceColumn, number>();
  const absent: string[] = [];
  for (const [column, names] of wanted) {
    const index = placeOf(cells, names);
    if (index === undefined) absent.push(names[0] ?? column);
    else at.set(column, index);
  }
  const used = new Set(at.values());
  refuseMisspelt(
    cells.filter((cell, index) => cell !== '' && !used.has(index)),
    absent,
  );
  refuseAbsentOfMapping(cells, mapping);
  if (!at.has('tag') && !at.has('serial')) throw missing(cells, namesOf(wanted, ['tag', 'serial']).join(' or '));
  return { at, cells };
}

/** The columns of the preset, with those of the mapping in their place. */
function wantedColumns(preset: DevicePreset, mapping: DeviceMapping): [DeviceColumn, readonly string[]][] {
  const ofPreset = new Map(columnsOf(preset));
  return deviceColumns.flatMap((column): [DeviceColumn, readonly string[]][] => {
    const mapped = mapping[column];
    const names = mapped === undefined ? ofPreset.get(column) : [mapped];
    return names === undefined ? [] : [[column, names]];
  });
}

/** The first of its names that the file has; @throws DeviceFileRefusal when that header stands there twice. */
function placeOf(cells: readonly string[], names: readonly string[]): number | undefined {
  for (const name of names) {
    const places = cells.flatMap((cell, index) => (cell !== '' && sameHeader(cell, name) ? [index] : []));
    const [first, second] = places;
    if (first !== undefined && second !== undefined) {
      throw new DeviceFileRefusal('devices.header_duplicated', {
        found: `the header “${foundAs(cells[second] ?? '')}” twice, as columns ${first + 1} and ${second + 1}`,
        expected: 'each header once',
        remedy: 'Remove or rename the column that is too many and upload the file again.',
      });
    }
    if (first !== undefined) return first;
  }
  return undefined;
}

function refuseOtherDelimiter(cells: readonly string[]): void {
  const [only = ''] = cells;
  const delimiter = [';', '\t', '|'].find((candidate) => only.split(candidate).length >= 3);
  if (cells.length > 1 || delimiter === undefined) return;
  throw new DeviceFileRefusal('devices.wrong_delimiter', {
    found: `columns separated by ${delimiter === '\t' ? 'tabs' : `“${delimiter}”`}`,
    expected: 'columns separated by commas',
    remedy: 'Export the file again as CSV with commas.',
  });
}

function refuseMisspelt(unknown: readonly string[], absent: readonly string[]): void {
  for (const column of unknown) {
    const meant = nearestHeader(column, absent);
    if (meant === undefined) continue;
    throw new DeviceFileRefusal('devices.header_misspelt', {
      found: `the header “${foundAs(column)}”`,
      expected: `“${meant}”`,
      remedy: `Rename the column to “${meant}” and upload the file again, or choose the columns yourself.`,
    });
  }
}

/** Whoever chose the columns meant all of them. */
function refuseAbsentOfMapping(cells: readonly string[], mapping: DeviceMapping): void {
  const absent = Object.values(mapping).filter((header) => !cells.some((cell) => sameHeader(cell, header)));
  if (absent.length > 0) throw missing(cells, absent.map((header) => `“${foundAs(header)}”`).join(', '));
}

function missing(cells: readonly string[], expected: string): DeviceFileRefusal {
  return new DeviceFileRefusal('devices.header_missing', {
    found: cells.every((cell) => cell === '') ? 'no headers' : `the headers ${foundAs(cells.join(', '))}`,
    expected: `in the first line the header ${expected}`,
    remedy: 'Check that the layout chosen is that of this file, or choose the columns yourself.',
  });
}

function namesOf(wanted: readonly [DeviceColumn, readonly string[]][], columns: readonly DeviceColumn[]): string[] {
  const names = wanted.filter(([column]) => columns.includes(column)).map(([, [first = '']]) => `“${first}”`);
  return names.length > 0 ? names : ['of a tag or a serial number'];
}
