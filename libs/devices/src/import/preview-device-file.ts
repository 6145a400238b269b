import type { Readable } from 'node:stream';
import type { OutputOf } from '@firstbell/contracts/operation';
import type { deviceOperations } from '@firstbell/contracts/devices';
import { FirstbellError, foundAs, readCsvRows, utf8Text } from '@firstbell/platform';
import { DeviceFileRefusal } from './device-file-refusal.js';
import { suggestLayout } from './device-presets.rules.js';
import { notUtf8 } from './read-device-file.js';

const mostBytes = 256 * 1024;
const rowsShown = 5;
/** Enough for the rows shown, some broken ones among them; a beginning of nothing but broken lines would keep the API busy. */
const linesRead = 500;

/** What a file's beginning looks like, so that its columns can be chosen before the whole of it is sent. */
export async function previewDeviceFile(body: Readable): Promise<OutputOf<(typeof deviceOperations)['previewDeviceFile']>> {
  const rows = await firstRows(body).catch((error: unknown) => {
    if (error instanceof DeviceFileRefusal) throw new FirstbellError(error.code, 400, error.message, { field: 'file' });
    throw error;
  });
  const [first, ...others] = rows;
  const headers = first?.map((cell) => foundAs(cell.replace(/^\uFEFF/, '').trim())) ?? [];
  if (headers.length < 2) {
    throw new FirstbellError(
      'devices.header_missing',
      400,
      'The first line of this file is no line of headers separated by commas. Export it again as CSV with commas.',
      { field: 'file' },
    );
  }
  return {
    headers,
    rows: others.slice(0, rowsShown).map((cells) => headers.map((_, index) => (cells[index] ? foundAs(cells[index]) : ''))),
    ...suggestLayout(headers.filter((header) => header !== 'nothing')),
  };
}

async function firstRows(body: Readable): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of readCsvRows(firstLines(utf8Text(atMost(body), notUtf8)))) {
    for (const row of batch) if ('cells' in row) rows.push([...row.cells]);
  }
  return rows;
}

async function* firstLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  const chunks: string[] = [];
  for await (const chunk of text) chunks.push(chunk);
  yield chunks
    .join('')
    .split(/\r\n|\n|\r/)
    .slice(0, linesRead)
    .join('\n');
}

async function* atMost(body: Readable): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new FirstbellError('devices.preview_too_large', 413, 'Send only the beginning of the file, at most 256 KB.', { field: 'file' });
    yield chunk;
  }
}
