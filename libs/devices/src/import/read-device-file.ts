import { createReadStream } from 'node:fs';
import type { DeviceColumn, DeviceMapping, DevicePreset, DeviceRowProblem } from '@firstbell/contracts/devices';
import { foundAs, isoDate, readCsvRows, Unmet, utf8Text, type CellRule, type CsvRow } from '@firstbell/platform';
import { holderText, momentOf, nameText, noteText, serialText, tagText } from './device-cells.rules.js';
import { DeviceFileRefusal } from './device-file-refusal.js';
import { understandDeviceHeader, type DeviceHeader } from './device-header.rules.js';
import { filedStatus, type FiledStatus } from './device-status.rules.js';

/** A device as its row gives it; what a row leaves blank is not there. */
export interface FiledDevice {
  readonly line: number;
  readonly tag: string | undefined;
  readonly serial: string | undefined;
  readonly model: string | undefined;
  readonly manufacturer: string | undefined;
  readonly providerId: string | undefined;
  readonly location: string | undefined;
  readonly note: string | undefined;
  readonly warrantyUntil: string | undefined;
  readonly lastSeenAt: string | undefined;
  readonly status: FiledStatus | undefined;
  readonly holderEmail: string | undefined;
  readonly holderUsername: string | undefined;
}

export interface DeviceFileBatch {
  readonly header: DeviceHeader;
  readonly devices: readonly FiledDevice[];
  readonly problems: readonly DeviceRowProblem[];
}

export interface DeviceFileLayout {
  readonly preset: DevicePreset;
  readonly mapping: DeviceMapping;
}

export const mostRows = 300_000;

/**
 * Reads a file of devices row by row, in batches of some hundreds: what can be used, and what was wrong with the rest.
 * @throws DeviceFileRefusal; what was given until then must be thrown away.
 */
export async function* readDeviceFile(path: string, layout: DeviceFileLayout): AsyncGenerator<DeviceFileBatch> {
  let reading: DeviceReading | undefined;
  for await (const rows of readCsvRows(utf8Text(createReadStream(path), notUtf8))) {
    for (const row of rows) {
      if (reading === undefined) reading = new DeviceReading(headerOf(row, layout));
      else reading.take(row);
    }
    if (reading !== undefined) yield reading.give();
  }
  if (reading === undefined || reading.rows === 0) {
    throw new DeviceFileRefusal('devices.no_rows', {
      found: reading === undefined ? 'an empty file' : 'headers and no rows',
      expected: 'a row for each device',
      remedy: 'Export the file again and look into it before you upload it.',
    });
  }
  yield reading.giveLast();
}

export function headerOf(row: CsvRow, { preset, mapping }: DeviceFileLayout): DeviceHeader {
  if ('cells' in row) return understandDeviceHeader(row.cells, preset, mapping);
  throw new DeviceFileRefusal('devices.header_missing', {
    found: `${row.broken} in the first line`,
    expected: 'the headers in the first line',
    remedy: 'Export the file again as CSV, with its line of headers.',
  });
}

export const notUtf8 = (found: string): DeviceFileRefusal =>
  new DeviceFileRefusal('devices.not_utf8', {
    found,
    expected: 'text in UTF-8',
    remedy: 'Export the file again; if it was opened in a spreadsheet, save it as "CSV UTF-8".',
  });

class DeviceReading {
  rows = 0;
  private devices: FiledDevice[] = [];
  private problems: DeviceRowProblem[] = [];
  /** Which line had a tag or serial number first. */
  private readonly tags = new Map<string, number>();
  private readonly serials = new Map<string, number>();
  private readonly unknownStatuses = new Map<string, number>();

  constructor(private readonly header: DeviceHeader) {}

  take(row: CsvRow): void {
    this.rows += 1;
    if (this.rows > mostRows) {
      throw new DeviceFileRefusal('devices.too_many_rows', {
        found: `more than ${mostRows} rows`,
        expected: 'the devices of one school',
        remedy: 'Split the file by school and import each in its own.',
      });
    }
    if ('broken' in row) return this.report('error', row.line, null, foundAs(row.broken), 'a row that can be told apart into cells');
    const cells = row.cells.length;
    if (cells < this.header.cells.length || row.cells.slice(this.header.cells.length).some((cell) => cell !== ''))
      return this.report('error', row.line, null, `${cells} cells`, `${this.header.cells.length} cells, as many as there are headers`);
    const device = this.read(row.line, row.cells);
    if (device !== undefined) this.devices.push(device);
  }

  give(): DeviceFileBatch {
    const given = { header: this.header, devices: this.devices, problems: this.problems };
    this.devices = [];
    this.problems = [];
    return given;
  }

  /** With what can be said only at the end. */
  giveLast(): DeviceFileBatch {
    for (const [word, line] of this.unknownStatuses)
      this.report(
        'warning',
        line,
        this.name('status'),
        word,
        'a status known here, such as active, retired or lost (said once for each word)',
      );
    return this.give();
  }

  private read(line: number, cells: readonly string[]): FiledDevice | undefined {
    const text = (column: DeviceColumn): string => cells[this.header.at.get(column) ?? -1]?.trim() ?? '';
    const needed = (column: 'tag' | 'serial', rule: CellRule<string>): string | undefined | null =>
      this.cell('error', line, column, text(column), rule);
    const optional = (column: DeviceColumn, rule: CellRule<string>): string | undefined =>
      this.cell('warning', line, column, text(column), rule) ?? undefined;
    const [tag, serial] = [needed('tag', tagText), needed('serial', serialText)];
    if (tag === null || serial === null) return undefined;
    if (tag === undefined && serial === undefined) {
      this.report('error', line, this.name('tag') ?? this.name('serial'), '', 'a tag or a serial number');
      return undefined;
    }
    if (this.isRepeated(line, 'tag', tag, this.tags) || this.isRepeated(line, 'serial', serial, this.serials)) return undefined;
    return {
      line,
      tag,
      serial,
      model: optional('model', nameText),
      manufacturer: optional('manufacturer', nameText),
      providerId: optional('providerId', nameText),
      location: optional('location', nameText),
      note: optional('note', noteText),
      warrantyUntil: optional('warrantyUntil', isoDate),
      lastSeenAt: momentOf(text('lastSeenAt')) ?? undefined,
      status: this.status(line, text('status')),
      holderEmail: optional('holderEmail', holderText),
      holderUsername: optional('holderUsername', holderText),
    };
  }

  /** Undefined when blank, null when it breaks its rule, which has then been reported. */
  private cell(
    severity: DeviceRowProblem['severity'],
    line: number,
    column: DeviceColumn,
    text: string,
    rule: CellRule<string>,
  ): string | undefined | null {
    if (text === '') return undefined;
    const read = rule(text);
    if (!(read instanceof Unmet)) return read;
    this.report(severity, line, this.name(column), text, read.expected);
    return null;
  }

  private isRepeated(line: number, column: 'tag' | 'serial', value: string | undefined, seen: Map<string, number>): boolean {
    if (value === undefined) return false;
    const key = value.toLowerCase();
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, line);
      return false;
    }
    this.report('error', line, this.name(column), value, `one of its own (line ${earlier} has the same, and was read)`);
    return true;
  }

  private status(line: number, word: string): FiledStatus | undefined {
    if (word === '') return undefined;
    const status = filedStatus(word);
    const shown = foundAs(word);
    if (status === undefined && this.unknownStatuses.size < 20 && !this.unknownStatuses.has(shown)) this.unknownStatuses.set(shown, line);
    return status ?? undefined;
  }

  private name(column: DeviceColumn): string | null {
    const at = this.header.at.get(column);
    return at === undefined ? null : (this.header.cells[at] ?? null);
  }

  private report(severity: DeviceRowProblem['severity'], line: number, column: string | null, found: string, expected: string): void {
    this.problems.push({ severity, line, column: column === null ? null : foundAs(column), found: foundAs(found), expected });
  }
}
