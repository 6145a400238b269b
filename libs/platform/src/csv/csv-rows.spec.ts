import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CsvRow, readCsvRows } from './csv-rows.js';

async function rowsOf(...chunks: string[]): Promise<CsvRow[]> {
  async function* text(): AsyncGenerator<string> {
    yield* chunks;
  }
  const rows: CsvRow[] = [];
  for await (const batch of readCsvRows(text())) rows.push(...batch);
  return rows;
}

const linesWith = (rows: CsvRow[]): [number, string[] | string][] =>
  rows.map((row) => [row.line, 'cells' in row ? [...row.cells] : row.broken]);

describe('reading CSV rows', () => {
  it('numbers each row by the line on which it begins, blank lines and quoted line breaks included', async () => {
    expect(linesWith(await rowsOf('a,b\r\n1,"x\r\ny"\r\n\r\n   \r\n2,"say ""hi"""\r\n'))).toEqual([
      [1, ['a', 'b']],
      [2, ['1', 'x\ny']],
      [6, ['2', 'say "hi"']],
    ]);
  });

  it('reads Unix, Windows and old Macintosh line ends, with or without one at the end', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      for (const last of ['', end]) {
        expect(linesWith(await rowsOf(`a,b${end}1,2${end}3,4${last}`))).toEqual([
          [1, ['a', 'b']],
          [2, ['1', '2']],
          [3, ['3', '4']],
        ]);
      }
    }
  });

  it('gives the same rows however the text is cut into chunks', async () => {
    const text = 'a,b\r\n1,"x\r\ny"\r\n2,"open\r\n3,ok\r\n4,5" x\r\n6,7';
    const whole = await rowsOf(text);
    for (let size = 1; size < text.length; size += 1) {
      const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));
      expect(await rowsOf(...chunks)).toEqual(whole);
    }
  });

  it('loses only the row whose quotation mark is never closed', async () => {
    expect(linesWith(await rowsOf('a,b\n1,"Smith\n2,ok\n3,"Jones, Ann"\n4,ok'))).toEqual([
      [1, ['a', 'b']],
      [2, 'a quotation mark that is never closed'],
      [3, ['2', 'ok']],
      [4, ['3', 'Jones, Ann']],
      [5, ['4', 'ok']],
    ]);
  });

  it('loses only the two rows in each of which a mark is left open', async () => {
    expect(linesWith(await rowsOf('a,b\n1,"Smith\n2,ok\n3,"Jones\n4,ok'))).toEqual([
      [1, ['a', 'b']],
      [2, 'a quotation mark that is never closed'],
      [3, ['2', 'ok']],
      [4, 'a quotation mark that is never closed'],
      [5, ['4', 'ok']],
    ]);
  });

  it('does not take two rows for one when a stray mark happens to be closed further down', async () => {
    expect(linesWith(await rowsOf('a,b,c\n1,"Smith,x\n2,ok",y,z\n3,4,5'))[1]).toEqual([2, 'a quotation mark that is never closed']);
  });

  it('tells the id of a broken row, so that what refers to it can be understood', async () => {
    expect((await rowsOf('a,b\nu-1,5" tall\n'))[1]).toEqual({
      line: 2,
      broken: 'a quotation mark in the middle of a value',
      firstCell: 'u-1',
    });
  });

  it('reports a line without end instead of keeping it in memory', async () => {
    const long = 'x'.repeat(50_000);
    expect(linesWith(await rowsOf('a,b\n', long, long, `${long}\n1,2`))).toEqual([
      [1, ['a', 'b']],
      [2, 'a line of more than 65536 characters'],
      [3, ['1', '2']],
    ]);
  });

  it('never loses a sound row to whatever stands between sound rows', async () => {
    const noise = fc.string({ unit: fc.constantFrom('"', ',', 'x', ' ', '\t', '=', '\u0000', 'é'), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { maxLength: 20 }), async (between) => {
        const text = between.flatMap((line, index) => [line, `id-${index},sound,row`]);
        const rows = await rowsOf(['a,b,c', ...text].join('\n'));
        const sound = rows
          .filter((row) => 'cells' in row && row.cells.length === 3 && row.cells[0]?.startsWith('id-'))
          .map((row) => row.line);
        // A stray mark may be closed properly by a mark further down; then both lines are one legitimate row.
        if (between.every((line) => [...line].filter((letter) => letter === '"').length % 2 === 0)) {
          expect(sound).toEqual(between.map((_, index) => index * 2 + 3));
        }
        expect(rows.every((row, index) => index === 0 || row.line > (rows[index - 1]?.line ?? 0))).toBe(true);
      }),
    );
  });
});
