import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OperationId, operations } from '@firstbell/contracts/operations';
import { allOperations } from '@firstbell/contracts/operations';
import { problem } from '@firstbell/contracts/problem';
import { DeviceImportWork } from '@firstbell/devices';
import { RosterImportWork } from '@firstbell/people';
import { parse } from 'csv-parse/sync';
import fc, { type Arbitrary } from 'fast-check';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { runCommand } from '../../apps/standalone/src/cli/run-command.js';
import { addressOf, type Client } from '../support/client.js';
import { sampleInput } from '../support/sample-input.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { TestFolder, zipOf } from '../support/zip-of.js';
import { hostileZips } from './hostile-zip.js';
import { mishaps } from './mishaps.js';

/** Of each upload. The same in every run; `FUZZ_RUNS` and `FUZZ_SEED` look longer and elsewhere. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 30);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);

const mebibyte = 1024 * 1024;
/** Milliseconds; the worker looks at some of them for a second. */
const slowest = 4_000;

const roster = {
  'orgs.csv': 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\norg-1,,,Lincoln,school,,\n',
  'users.csv':
    'sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,email,grades\n' +
    'u-1,true,org-1,student,ann,Ann,Reyes,00042,ann@north.example,09\nu-2,true,org-1,teacher,bo,Bo,Hale,00043,bo@north.example,\n',
  'classes.csv': 'sourcedId,title,classType,schoolSourcedId\nc-1,Homeroom Hale,homeroom,org-1\n',
  'enrollments.csv': 'sourcedId,classSourcedId,userSourcedId,role,beginDate\ne-1,c-1,u-1,student,\n',
};
const devices = Buffer.from(
  'Asset Tag,Model,Serial,Notes,Warranty Expires,Status,Checked Out To: Email\n' +
    'FZ-1,Dell 3120,SN-1,"Lid, scratched",2028-06-30,active,\nFZ-2,Dell 3120,SN-2,,,retired,nobody@demo.example\n',
);
const agreements = Buffer.from('Badge number,Signed on\n000001,2026-08-20\n000002,\n');
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('JFIF and what follows, '.repeat(8))]);

/** CSV that no program writes, whatever its columns. */
const hostileLists: Readonly<Record<string, Buffer>> = {
  nothing: Buffer.alloc(0),
  'a million columns': Buffer.alloc(mebibyte, ','),
  'a million quotation marks never closed': Buffer.alloc(mebibyte + 1, '"'),
  'a quotation mark on each of half a million lines': Buffer.alloc(mebibyte, '"\n'),
  'a line of 50 MB': Buffer.alloc(50 * mebibyte, 'x'),
  'nothing but NULs': Buffer.alloc(1_000),
  'thirty thousand headers': Buffer.from(`${'abcd,'.repeat(10_000)}Serial\n1,2\n`),
};

type FileOperation = { [K in OperationId]: (typeof operations)[K] extends { readonly body: 'file' } ? K : never }[OperationId];

interface Upload {
  readonly input: () => Record<string, string>;
  /** Files with something wrong with them. */
  readonly spoilt: Arbitrary<Buffer | Promise<Buffer>>;
  readonly hostile: () => Promise<Readonly<Record<string, Buffer>>>;
  /** What happens to the file once it was taken: a worker reads it, and it is applied when it can be. */
  readonly then?: (answer: unknown) => Promise<void>;
}

/** One connection for all, as a proxy keeps it. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

let server: TestServer;
let folder: TestFolder;
let owner: Postgres;
let admin: Client;
let adminId: string;
let schoolId: string;
let deviceId: string;
let rosters: RosterImportWork;
let deviceImports: DeviceImportWork;
const environment = { ...process.env };

beforeAll(async () => {
  folder = await TestFolder.create();
  server = await startTestServer([], (app) => {
    rosters = app.get(RosterImportWork, { strict: false });
    deviceImports = app.get(DeviceImportWork, { strict: false });
  });
  owner = new Postgres({ connectionString: server.database.superuserUrl });
  await owner.connect();
  admin = await server.signedIn('admin');
  const me = await admin.call('me', {});
  [adminId, schoolId] = [me.id, me.school.id];
  deviceId = (await admin.call('addDevice', { id: uuid(), tag: 'PH-1', model: 'Dell 3110' })).id;
  process.env['DATABASE_URL'] = server.database.appUrl;
  process.env['DATA_DIR'] = dataDir();
}, 60_000);
afterAll(async () => {
  process.env = environment;
  agent.destroy();
  await owner.end();
  await server.stop();
  await folder.remove();
});

const dataDir = () => join(tmpdir(), `firstbell-${server.database.name}`);
const filesKept = () => readdir(join(dataDir(), 'uploads')).catch(() => []);
const count = async (what: string): Promise<number> =>
  Number((await owner.query<{ count: string }>(`SELECT count(*) FROM ${what}`)).rows[0]?.count);
const workOf = (importId: string) => ({ schoolId, subjectId: importId, attempt: '0' });

/** The two imports have the same states; `done` once a worker has looked, whatever the file is. */
async function rosterRead(answer: unknown): Promise<void> {
  const { id: importId } = answer as { id: string };
  const before = await count(`person WHERE status = 'active'`);
  expect(await rosters.handle(workOf(importId))).toEqual({ kind: 'done' });
  const read = await admin.call('rosterImport', { importId });
  const { total, rows } = await admin.call('listRosterErrors', { importId });
  if (read.state === 'refused')
    expect(read.refusal).toMatchObject({ code: expect.stringMatching(/^roster\./), detail: expect.stringMatching(/expected .+\. \w/) });
  else expect(read.state).toBe('ready');
  expect(total).toBe(read.errors + read.warnings);
  for (const row of rows) expect(row.expected).toMatch(/\w/);
  expect(await count(`person WHERE status = 'active'`)).toBe(before);
  if (read.state !== 'ready') return;
  await admin.call('applyRosterImport', { importId });
  expect(await rosters.handle(workOf(importId))).toEqual({ kind: 'done' });
  expect(await admin.call('rosterImport', { importId })).toMatchObject({ state: 'applied' });
  expect(await count(`person WHERE status = 'active'`)).toBe(before + read.people.added - read.people.removed);
}

async function devicesRead(answer: unknown): Promise<void> {
  const { id: importId } = answer as { id: string };
  const before = await count('device');
  expect(await deviceImports.handle(workOf(importId))).toEqual({ kind: 'done' });
  const read = await admin.call('deviceImport', { importId });
  const { total, rows } = await admin.call('listDeviceImportProblems', { importId });
  if (read.state === 'refused')
    expect(read.refusal).toMatchObject({ code: expect.stringMatching(/^devices\./), detail: expect.stringMatching(/expected .+\. \w/) });
  else expect(read.state).toBe('ready');
  expect(total).toBe(read.errors + read.warnings);
  for (const row of rows) expect(row.expected).toMatch(/\w/);
  expect(await count('device')).toBe(before);
  if (read.state !== 'ready') return;
  await admin.call('applyDeviceImport', { importId });
  expect(await deviceImports.handle(workOf(importId))).toEqual({ kind: 'done' });
  expect(await admin.call('deviceImport', { importId })).toMatchObject({ state: 'applied' });
  expect(await count('device')).toBe(before + read.added);
}

const spoilt = (file: Buffer): Arbitrary<Buffer> => mishaps.map((befall) => befall(file));
/** Spoilt as a zip, or one of its files before it was packed. */
const spoiltRoster = fc.oneof(
  mishaps.map((befall): Promise<Buffer> => zipOf(roster).then(befall)),
  fc
    .tuple(mishaps, fc.constantFrom(...Object.entries(roster)))
    .map(([befall, [name, text]]) => zipOf({ ...roster, [name]: befall(Buffer.from(text)) })),
);

const uploads: Record<FileOperation, Upload> = {
  startRosterImport: {
    input: () => ({ fileName: 'roster.zip' }),
    spoilt: spoiltRoster,
    hostile: async () => ({
      ...(await hostileZips(roster)),
      ...Object.fromEntries(
        await Promise.all(
          Object.entries(hostileLists).map(async ([what, list]): Promise<[string, Buffer]> => [
            `${what}, zipped`,
            await zipOf({ ...roster, 'users.csv': list }),
          ]),
        ),
      ),
    }),
    then: rosterRead,
  },
  previewDeviceFile: { input: () => ({ fileName: 'list.csv' }), spoilt: spoilt(devices), hostile: () => Promise.resolve(hostileLists) },
  startDeviceImport: {
    input: () => ({ id: uuid(), fileName: 'list.csv', preset: 'snipeit' }),
    spoilt: spoilt(devices),
    hostile: () => Promise.resolve(hostileLists),
    then: devicesRead,
  },
  importAgreements: {
    input: () => ({ kind: 'assigned', apply: 'yes' }),
    spoilt: spoilt(agreements),
    hostile: () => Promise.resolve(hostileLists),
  },
  addDevicePhoto: { input: () => ({ deviceId, id: uuid() }), spoilt: spoilt(jpeg), hostile: () => Promise.resolve(hostileLists) },
};
const everyUpload = Object.entries(uploads) as [FileOperation, Upload][];

/** Another session each time, since each may send only so many files a minute. */
async function newSession(): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  await owner.query(
    `INSERT INTO session (id_hash, id, school_id, person_id, expires_at) SELECT $1, $2, school_id, id, now() + '1 hour' FROM person WHERE id = $3`,
    [createHash('sha256').update(secret).digest(), uuid(), adminId],
  );
  return `firstbell_session=${secret}`;
}

async function send(id: FileOperation, { input }: Upload, file: Readable): Promise<{ status: number; body: unknown }> {
  const { path, query } = placeOf(id, input());
  const cookie = await newSession();
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'content-type': 'application/octet-stream' };
    const sent = request(`${server.base}${path}?${query}`, { method: 'POST', headers, agent }, (answer) => {
      json(answer).then((told) => {
        resolve({ status: answer.statusCode ?? 0, body: told });
      }, reject);
    });
    sent.on('error', reject);
    file.pipe(sent);
  });
}

const inPieces = (file: Buffer): Readable =>
  Readable.from(
    (function* () {
      for (let from = 0; from < file.length; from += 64 * 1024) yield file.subarray(from, from + 64 * 1024);
    })(),
    { objectMode: false },
  );

/** Where a file goes: what is not in the path is in the query, since the body is the file. */
function placeOf(id: FileOperation, input: Record<string, string>): { path: string; query: string } {
  const [path, rest = {}] = addressOf(id, input);
  return { path, query: new URLSearchParams(rest as Record<string, string>).toString() };
}

/** Taken and reported, or refused in plain words; in either case nothing lies about afterwards. */
async function isUnderstood(id: FileOperation, upload: Upload, file: Buffer): Promise<void> {
  const [before, kept] = [await count('event'), await filesKept()];
  const { status, body } = await send(id, upload, inPieces(file));
  if (status === 200) await upload.then?.(body);
  else {
    expect([status, status >= 400 && status < 500]).toEqual([status, true]);
    expect(problem.parse(body)).toMatchObject({ field: 'file', detail: expect.stringMatching(/\w \w.*\.$/) });
    expect(await count('event')).toBe(before);
  }
  expect(await filesKept()).toEqual(kept);
}

/** Words for people, and nothing of the program's inside. */
const isPlain = (told: string): boolean => /\w \w/.test(told) && !/^ +at |^\w*Error:/m.test(told);

async function firstbell(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const told = { out: '', said: '' };
  const code = await runCommand({
    args,
    write: (text) => {
      told.out += text;
    },
    say: (line) => {
      told.said += `${line}\n`;
    },
  });
  return { code, ...told };
}

/** Whatever once broke something, in the words it was found in. */
const onceBroken: readonly (readonly [what: string, FileOperation, string])[] = [
  ['a NUL in a header that is read all the same', 'startDeviceImport', 'Asset\u0000 Tag,Model\nFZ-3,Dell 3120\n'],
  ['a faulty cell cut in the middle of a letter', 'startDeviceImport', `Asset Tag,Model\nx${'😀'.repeat(60)},Dell 3120\n`],
  ['a NUL in a list of agreements', 'importAgreements', 'Badge number,Signed on\n00\u0000001,2026-08-20\n'],
];

describe('whatever file is sent', () => {
  it('of a roster may have a row that cannot be told apart, with a long id in its first cell', async () => {
    const row = `u${'😀'.repeat(200)},"5" tall",org-1`;
    await isUnderstood(
      'startRosterImport',
      uploads.startRosterImport,
      await zipOf({ ...roster, 'users.csv': `${roster['users.csv']}${row}\n` }),
    );
  });

  it.each(onceBroken)('%s is read or refused', async (_what, id, text) => {
    await isUnderstood(id, uploads[id], Buffer.from(text));
  });

  it.each(everyUpload)(
    '%s reads or refuses it in plain words, and keeps nothing it did not report',
    async (id, upload) => {
      await fc.assert(
        fc.asyncProperty(upload.spoilt, async (file) => isUnderstood(id, upload, await file)),
        { numRuns: runs, seed },
      );
    },
    120_000,
  );

  it.each(everyUpload)(
    '%s reads or refuses what no program writes',
    async (id, upload) => {
      const failures: Record<string, string> = {};
      for (const [what, file] of Object.entries(await upload.hostile())) {
        const began = performance.now();
        await isUnderstood(id, upload, file).catch((error: unknown) => {
          failures[what] = String(error);
        });
        const took = performance.now() - began;
        if (took > slowest) failures[what] ??= `took ${took.toFixed(0)} ms`;
      }
      expect(failures).toEqual({});
    },
    120_000,
  );

  it('is an operation of the table above', () => {
    expect(
      allOperations
        .filter(({ body }) => body === 'file')
        .map((operation) => operation.id)
        .sort(),
    ).toEqual(Object.keys(uploads).sort());
  });
});

describe('a file that is larger than any', () => {
  const chunk = Buffer.alloc(64 * 1024, 'x,');
  const ofMebibytes = (mebibytes: number): Readable =>
    Readable.from(
      (function* () {
        for (let sent = 0; sent < mebibytes * mebibyte; sent += chunk.length) yield chunk;
      })(),
      { objectMode: false },
    );

  it.each(everyUpload)('is refused by %s while it comes, and is nowhere in memory', async (id, upload) => {
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 5);
    const { status, body } = await send(id, upload, ofMebibytes(201)).finally(() => {
      clearInterval(watch);
    });
    expect([status, problem.parse(body)]).toMatchObject([413, { field: 'file', detail: expect.stringMatching(/\w \w.*\.$/) }]);
    expect(await filesKept()).toEqual([]);
    expect((most - before) / mebibyte).toBeLessThan(120);
  });

  it('leaves nothing in memory, however often it comes', async () => {
    const all = async (times: number) => {
      for (let time = 0; time < times; time += 1)
        for (const [id, upload] of everyUpload) {
          const { status, body } = await send(id, upload, ofMebibytes(4));
          if (status === 200) await upload.then?.(body);
        }
    };
    await all(8);
    const before = process.memoryUsage.rss();
    await all(20);
    expect((process.memoryUsage.rss() - before) / mebibyte).toBeLessThan(100);
  });
});

describe('whatever file is given to the command line', () => {
  it('is read or refused in one line that says what to do, and leaves nothing behind', async () => {
    const before = [await count(`person WHERE status = 'active'`), await count('device'), await filesKept()];
    const failures: Record<string, unknown> = {};
    const zips = await hostileZips(roster);
    const kinds = [
      [
        ['import', 'roster'],
        [zips['a way out of the folder'], zips['a wrong checksum'], zips['a zip bomb that says it is small']],
      ],
      [['import', 'devices', '--preset', 'snipeit'], Object.values(hostileLists)],
    ] as const;
    for (const [words, files] of kinds) {
      const paths = await Promise.all(files.map((file, n) => folder.write(`file ${String(n)}`, file ?? '')));
      for (const path of [...paths, folder.path, join(folder.path, 'no such file'), '\0']) {
        const told = await firstbell(...words, path);
        if (![0, 1].includes(told.code) || !isPlain(told.out + told.said)) failures[`${words.join(' ')} ${path}`] = told;
      }
    }
    expect(failures).toEqual({});
    expect([await count(`person WHERE status = 'active'`), await count('device'), await filesKept()]).toEqual(before);
  }, 120_000);
});

describe('a file that leaves', () => {
  /** What people typed, as a list that was imported, a form or an older version may have left it in the database. */
  const typed: Readonly<Record<string, readonly string[]>> = {
    person: ['given_name', 'family_name', 'username'],
    device: ['tag', 'model', 'note', 'location'],
    period: ['name'],
    roster_problem: ['found'],
    device_import_problem: ['found'],
  };
  const begun = `(ARRAY['=', '+', '-', '@', E'\\t', E'\\r'])[1 + abs(hashtext(ctid::text)) % 6]`;
  /** Those in which the demo school has something to be defused; of the others it is seen that they leave the same way. */
  const filled: readonly string[] = ['rosterErrorsCsv', 'deviceImportProblemsCsv', 'devicesCsv'];
  let importIds: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const ofRoster = (
      await send(
        'startRosterImport',
        uploads.startRosterImport,
        inPieces(await zipOf({ ...roster, 'users.csv': `${roster['users.csv']}u-9,,,,,,,,,\n` })),
      )
    ).body as { id: string };
    await rosters.handle(workOf(ofRoster.id));
    const ofDevices = (await send('startDeviceImport', uploads.startDeviceImport, inPieces(Buffer.from('Asset Tag,Model\n=1,Dell\n'))))
      .body as { id: string };
    await deviceImports.handle(workOf(ofDevices.id));
    importIds = { rosterErrorsCsv: ofRoster.id, deviceImportProblemsCsv: ofDevices.id };
    for (const [table, columns] of Object.entries(typed))
      await owner.query(`UPDATE ${table} SET ${columns.map((column) => `${column} = ${begun} || ${column}`).join(', ')}`);
  });

  it.each(allOperations.filter(({ answer }) => answer === 'csv').map((operation) => [operation.id, operation] as const))(
    '%s has no cell that a spreadsheet would run',
    async (id, operation) => {
      const { desks } = await admin.call('me', {});
      const input = sampleInput(operation, { importId: importIds[id] ?? uuid(), deskId: desks[0]?.id });
      const answer = await fetch(server.base + addressOf(operation.id as OperationId, input)[0], { headers: { cookie: admin.cookie } });
      if (answer.status === 404) return;
      const file = Buffer.from(await answer.arrayBuffer());
      expect(file.subarray(0, 3)).toEqual(Buffer.from('\uFEFF'));
      const cells = parse(file, { bom: true, relax_column_count: true }).flat();
      expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
      if (filled.includes(id)) expect(cells.some((cell) => /^'[=+\-@\t\r]/.test(cell))).toBe(true);
    },
  );
});
