import fc, { type Arbitrary } from 'fast-check';

/** One thing that befalls a file: in the program that wrote it, on its way, or by somebody's hand. */
type Mishap = (file: Buffer) => Buffer;

/** What stands in no honest file, or in no cell of it. */
const strays: readonly (string | Buffer)[] = [
  '\u0000',
  '"',
  '""',
  ',',
  '\r',
  '\n',
  '\t',
  '\uFEFF',
  '\uFFFD',
  '\u202E',
  '\u2028',
  Buffer.from([0xed, 0xa0, 0x80]), // half of a pair of surrogates, written as UTF-8
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xc3]),
  '😀'.repeat(60),
  `x${'😀'.repeat(60)}`,
  'x'.repeat(70_000),
  ','.repeat(5_000),
  '\n"'.repeat(300),
  '=HYPERLINK("http://x")',
  '+1',
  '-1',
  '@SUM(1)',
  "'; DROP TABLE person; --",
  '../../../../etc/passwd',
  '__proto__',
  '1.00012E+11',
];

const encodings: readonly Mishap[] = [
  (file) => Buffer.from(file.toString(), 'utf16le'),
  (file) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(file.toString(), 'utf16le')]),
  (file) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(file.toString(), 'utf16le').swap16()]),
  (file) => Buffer.from(`${file.toString()}Peña`, 'latin1'),
  (file) => Buffer.concat([Buffer.from('\uFEFF'), file]),
];

const share = fc.double({ min: 0, max: 1, noNaN: true });
const at = (file: Buffer, place: number): number => Math.floor(place * file.length);

const cut: Arbitrary<Mishap> = share.map((place) => (file) => file.subarray(0, at(file, place)));
const damage: Arbitrary<Mishap> = fc.tuple(share, fc.integer({ min: 0, max: 255 })).map(
  ([place, byte]) =>
    (file) =>
      file.length === 0
        ? file
        : Buffer.concat([file.subarray(0, at(file, place)), Buffer.from([byte]), file.subarray(at(file, place) + 1)]),
);
const stray: Arbitrary<Mishap> = fc.tuple(share, fc.constantFrom(...strays)).map(
  ([place, what]) =>
    (file) =>
      Buffer.concat([file.subarray(0, at(file, place)), Buffer.from(what), file.subarray(at(file, place))]),
);
/** In the place of one cell, so that the row stays one. */
const cell: Arbitrary<Mishap> = fc.tuple(share, fc.constantFrom(...strays)).map(([place, what]) => (file) => {
  const start = Math.max(file.lastIndexOf(',', at(file, place)), file.lastIndexOf('\n', at(file, place))) + 1;
  const length = file.subarray(start).findIndex((byte) => byte === 0x2c || byte === 0x0a);
  return Buffer.concat([file.subarray(0, start), Buffer.from(what), file.subarray(length === -1 ? file.length : start + length)]);
});
const repeated: Arbitrary<Mishap> = share.map((place) => (file) => Buffer.concat([file, file.subarray(at(file, place))]));

/** One to three mishaps after each other. */
export const mishaps: Arbitrary<Mishap> = fc
  .array(fc.oneof(cut, damage, stray, { weight: 3, arbitrary: cell }, repeated, fc.constantFrom(...encodings)), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) => (file) => all.reduce((bytes, mishap) => mishap(bytes), file));
