import { zipOf } from '../support/zip-of.js';

const endOfContents = 0x06054b50;
const contentsEntry = 0x02014b50;

/** Where the entry of a file begins in the zip's table of contents. */
function entryOf(zip: Buffer, name: string): number {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(contentsEntry);
  for (let at = zip.indexOf(signature); at !== -1; at = zip.indexOf(signature, at + 1))
    if (zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString() === name) return at;
  throw new Error(`The zip has no ${name}.`);
}

/** The same zip, whose table of contents says something else of one file. */
function saying(zip: Buffer, name: string, say: (changed: Buffer, entry: number) => void): Buffer {
  const changed = Buffer.from(zip);
  say(changed, entryOf(changed, name));
  return changed;
}

function withEnd(zip: Buffer, say: (changed: Buffer, end: number) => void): Buffer {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(endOfContents);
  const changed = Buffer.from(zip);
  say(changed, changed.lastIndexOf(signature));
  return changed;
}

/** Zips that no honest program writes, made from the files of an honest roster. */
export async function hostileZips(files: Readonly<Record<string, string>>): Promise<Record<string, Buffer>> {
  const zip = await zipOf(files);
  const users = files['users.csv'] ?? '';
  const bomb = await zipOf({ ...files, 'users.csv': Buffer.concat([Buffer.from(users), Buffer.alloc(96 * 1024 * 1024, 'x')]) });
  const twice = await zipOf({ ...files, 'usersX.csv': users });
  const named = async (name: string) => {
    const stand = 'n'.repeat(name.length);
    return Buffer.from((await zipOf({ ...files, [stand]: users })).toString('latin1').replaceAll(stand, name), 'latin1');
  };
  return {
    'a zip bomb': bomb,
    'a zip bomb that says it is small': saying(bomb, 'users.csv', (bytes, entry) => bytes.writeUInt32LE(1_000, entry + 24)),
    'a zip in a zip': await zipOf({ 'roster.zip': zip }),
    'a zip in the place of a file': await zipOf({ ...files, 'users.csv': zip }),
    'a way out of the folder': await named('../../users.csv'),
    'an absolute name': await named('/etc/cron.d/x'),
    'a drive of Windows': await named('C:\\users.csv'),
    'a NUL in a name': await named('users.csv\0.txt'),
    // Mode 0120777 in the upper half of the external attributes, as Unix writes a symbolic link.
    'a symbolic link': saying(await zipOf({ ...files, 'users.csv': '/etc/passwd' }), 'users.csv', (bytes, entry) => {
      bytes.writeUInt16LE(0x0314, entry + 4);
      bytes.writeUInt32LE((0o120777 << 16) >>> 0, entry + 38);
    }),
    'the same file twice': Buffer.from(twice.toString('latin1').replaceAll('usersX.csv', 'users.csv\0'), 'latin1'),
    'the same file in other capitals': await zipOf({ ...files, 'USERS.CSV': users }),
    'a wrong checksum': saying(zip, 'users.csv', (bytes, entry) => bytes.writeUInt32LE(0x12345678, entry + 16)),
    'a size of its own': saying(zip, 'users.csv', (bytes, entry) => bytes.writeUInt32LE(5, entry + 24)),
    'a packed size beyond the end': saying(zip, 'users.csv', (bytes, entry) => bytes.writeUInt32LE(0x7fffffff, entry + 20)),
    'an offset beyond the end': saying(zip, 'users.csv', (bytes, entry) => bytes.writeUInt32LE(0x7fffffff, entry + 42)),
    'sizes that are said to stand in fields of zip64': saying(zip, 'users.csv', (bytes, entry) => {
      bytes.writeUInt32LE(0xffffffff, entry + 20);
      bytes.writeUInt32LE(0xffffffff, entry + 24);
      bytes.writeUInt32LE(0xffffffff, entry + 42);
    }),
    'an end that is said to stand in fields of zip64': withEnd(zip, (bytes, end) => bytes.fill(0xff, end + 8, end + 20)),
    'an encrypted file': saying(zip, 'users.csv', (bytes, entry) => bytes.writeUInt16LE(1, entry + 8)),
    'an unknown packing': saying(zip, 'users.csv', (bytes, entry) => bytes.writeUInt16LE(99, entry + 10)),
    'more files than it has': withEnd(zip, (bytes, end) => {
      bytes.writeUInt16LE(60_000, end + 8);
      bytes.writeUInt16LE(60_000, end + 10);
    }),
    'fewer files than it has': withEnd(zip, (bytes, end) => {
      bytes.writeUInt16LE(1, end + 8);
      bytes.writeUInt16LE(1, end + 10);
    }),
    'six thousand files': await zipOf({ ...files, ...Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`f${String(n)}`, ''])) }),
    'nothing but its end': withEnd(zip, () => undefined).subarray(-22),
  };
}
