import { open, stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import type { RosterLimits } from './roster-limits.js';
import { RosterRefusal } from './roster-refusal.js';

/** The zip as a table of contents; a file is unpacked only when it is read, and never to the disk. */
export interface RosterZip {
  /** The zip's own name, for messages. */
  readonly name: string;
  /** Paths of all files, folders left out. */
  readonly paths: readonly string[];
  /** Bytes of one file, as they are unpacked. @throws RosterRefusal when damaged, encrypted or too large. */
  read(path: string): AsyncGenerator<Buffer>;
  close(): void;
}

/**
 * Opens a zip and looks at every name in it before anything is read.
 * @throws RosterRefusal
 */
export async function openRosterZip(path: string, name: string, limits: RosterLimits): Promise<RosterZip> {
  await refuseByFirstBytes(path, name, limits);
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch((error: unknown) => {
    throw damaged(name, error);
  });
  try {
    const entries = await readContents(zip, name, limits);
    let unpacked = 0;
    return {
      name,
      paths: [...entries.keys()],
      async *read(path) {
        const entry = entries.get(path);
        if (entry === undefined) return;
        for await (const chunk of unpack(zip, entry, path, limits)) {
          unpacked += chunk.length;
          if (unpacked > limits.totalBytes) throw tooLarge(name, `more than ${megabytes(limits.totalBytes)} unpacked`, limits.totalBytes);
          yield chunk;
        }
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function refuseByFirstBytes(path: string, name: string, limits: RosterLimits): Promise<void> {
  const about = await stat(path).catch((error: unknown) => {
    throw new RosterRefusal(
      'roster.file_not_found',
      { file: name, found: 'no such file', expected: 'a OneRoster zip', remedy: 'Check the name and the folder of the file.' },
      { cause: error },
    );
  });
  if (!about.isFile()) throw notAZip(name, 'a folder');
  if (about.size > limits.zipBytes) throw tooLarge(name, `a zip of ${megabytes(about.size)}`, limits.zipBytes);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    const start = buffer.subarray(0, bytesRead).toString('latin1');
    if (!start.startsWith('PK')) throw notAZip(name, whatItIs(start));
  } finally {
    await file.close();
  }
}

function whatItIs(start: string): string {
  if (start === '') return 'an empty file';
  if (start.startsWith('%PDF')) return 'a PDF document';
  if (start.startsWith('\x1f\x8b')) return 'a gzip archive';
  if (start.startsWith('7z')) return 'a 7-Zip archive';
  if (start.startsWith('Rar!')) return 'a RAR archive';
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'an old Office document';
  return /^[\t\n\r\x20-\x7e\xef\xbb\xbf]+$/.test(start) ? 'a text file' : 'something that is not a zip';
}

async function readContents(zip: ZipFile, name: string, limits: RosterLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw tooLarge(name, `${zip.entryCount} files`, limits.entries, `at most ${limits.entries} files`);
  }
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      if (validateFileName(path) !== null || /\p{Cc}/u.test(path)) throw unsafeName(name, path);
      if (path.endsWith('/')) continue;
      if (entries.has(path)) {
        throw new RosterRefusal('roster.several_rosters', {
          file: name,
          found: `the file ${path} twice`,
          expected: 'each file once',
          remedy: 'Make the zip again from the files of one export.',
        });
      }
      entries.set(path, entry);
    }
  } catch (error) {
    throw error instanceof RosterRefusal ? error : damaged(name, error);
  }
  return entries;
}

async function* unpack(zip: ZipFile, entry: Entry, path: string, limits: RosterLimits): AsyncGenerator<Buffer> {
  refuseByContents(entry, path, limits);
  let bytes = 0;
  let checksum = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      if (bytes > limits.fileBytes) throw tooLarge(path, `more than ${megabytes(limits.fileBytes)} unpacked`, limits.fileBytes);
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof RosterRefusal ? error : damaged(path, error);
  }
  if (checksum !== entry.crc32) throw damaged(path, new Error('checksum differs'));
}

function refuseByContents(entry: Entry, path: string, limits: RosterLimits): void {
  if (entry.isEncrypted()) {
    throw new RosterRefusal('roster.encrypted', {
      file: path,
      found: 'a file protected by a password',
      expected: 'a zip without a password',
      remedy: 'Make the zip again without a password.',
    });
  }
  if (!entry.canDecodeFileData()) {
    throw new RosterRefusal('roster.zip_unsupported', {
      file: path,
      found: `packing method ${entry.compressionMethod}`,
      expected: 'an ordinary zip (deflate or stored)',
      remedy: 'Make the zip again with the zip program of the computer.',
    });
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > limits.fileBytes) throw tooLarge(path, `${megabytes(entry.uncompressedSize)} unpacked`, limits.fileBytes);
  if (entry.uncompressedSize >= limits.ratioFromBytes && ratio > limits.ratio) {
    throw tooLarge(path, `a file that unpacks to ${Math.round(ratio)} times its size`, limits.fileBytes, `at most ${limits.ratio} times`);
  }
}

function notAZip(file: string, found: string): RosterRefusal {
  return new RosterRefusal('roster.not_a_zip', {
    file,
    found,
    expected: 'a OneRoster zip',
    remedy: 'Upload the zip that the school information system exported, as it is.',
  });
}

function damaged(file: string, cause: unknown): RosterRefusal {
  return new RosterRefusal(
    'roster.zip_damaged',
    {
      file,
      found: 'a zip that is cut off or damaged',
      expected: 'a complete zip',
      remedy: 'Download or export it again; the transfer probably stopped half-way.',
    },
    { cause },
  );
}

function unsafeName(file: string, path: string): RosterRefusal {
  return new RosterRefusal('roster.zip_unsafe_name', {
    file,
    found: `a file named ${JSON.stringify(path)}`,
    expected: 'file names such as users.csv',
    remedy: 'Do not use this zip: it tries to reach outside its folder. Export the roster again.',
  });
}

function tooLarge(file: string, found: string, limit: number, expected = `at most ${megabytes(limit)}`): RosterRefusal {
  return new RosterRefusal('roster.too_large', {
    file,
    found,
    expected,
    remedy: 'Check that the zip is the roster export; a larger district is imported school by school.',
  });
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024)).toLocaleString('en-US')} MB`;
}
