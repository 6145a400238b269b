import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeviceImport, DeviceMapping, DevicePreset } from '@firstbell/contracts/devices';
import { FirstbellError, type PersonActor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { DeviceSchools } from '../../../../test/support/device-school.js';
import { TestFolder } from '../../../../test/support/zip-of.js';
import { somebodyElse } from '../../../../test/support/somebody-else.js';
import { DeviceApplyStore } from './device-apply.store.js';
import { DeviceDiffStore } from './device-diff.store.js';
import { DeviceImportClaimLost, DeviceImportsStore } from './device-imports.store.js';
import { DeviceImportService } from './device-import.service.js';
import { DeviceImportWork } from './device-import-work.js';
import { keepDeviceUpload } from './device-upload.js';
import { StagedDevicesStore } from './staged-devices.store.js';

let schools: DeviceSchools;
let folder: TestFolder;
let service: DeviceImportService;
let work: DeviceImportWork;
let actor: PersonActor;
const imports = new DeviceImportsStore();

beforeAll(async () => {
  schools = await DeviceSchools.open();
  folder = await TestFolder.create();
  const staged = new StagedDevicesStore();
  work = new DeviceImportWork(schools.database, imports, staged, new DeviceDiffStore(), new DeviceApplyStore());
  service = new DeviceImportService(schools.database, imports, staged, { DATA_DIR: folder.path });
});
afterAll(async () => {
  await schools.close();
  await folder.remove();
});
beforeEach(async () => {
  actor = await schools.school();
});

const rows = <R extends object>(sql: string, more: readonly unknown[] = []) => schools.rows<R>(actor.schoolId, sql, more);
const devices = () => rows('SELECT tag, serial, model, state, location, version FROM device WHERE school_id = $1 ORDER BY tag');
const count = async (from: string) => (await rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`))[0]?.count;
const job = (importId: string) => work.handle({ schoolId: actor.schoolId, subjectId: importId, attempt: 'any' });
const problems = async (importId: string) => (await service.problems(actor, { importId, offset: 0, limit: 1000 })).rows;

async function upload(text: string | Buffer, preset: DevicePreset = 'snipeit', mapping?: DeviceMapping): Promise<DeviceImport> {
  const { id } = await service.start(
    actor,
    { id: uuid(), fileName: 'C:\\lists\\devices.csv', preset, mapping },
    Readable.from([Buffer.from(text)]),
  );
  await job(id);
  return service.view(actor, id);
}

async function applied(text: string, preset: DevicePreset = 'snipeit', mapping?: DeviceMapping): Promise<DeviceImport> {
  const { id } = await upload(text, preset, mapping);
  await service.approve(actor, id);
  await job(id);
  return service.view(actor, id);
}

async function undone(importId: string): Promise<DeviceImport> {
  await service.undo(actor, importId);
  await job(importId);
  return service.view(actor, importId);
}

const HEAD = 'Asset Name,Asset Tag,Model,Category,Manufacturer,Serial,Location,Status,Checked Out To: Username,Checked Out To: Email\n';
const ONE = 'Ann 1,000123,Chromebook 3110,Laptop,Dell,5CD001,Room 12,Ready to Deploy,,\n';
const TWO = 'Bo 2,FB-00124,Chromebook 3110,Laptop,Dell,5cd002,Room 12,Deployed,bo,bo@juniper.example\n';

describe('a file of devices that is uploaded', () => {
  it('becomes a diff that writes nothing, and then exactly what the diff said', async () => {
    const bo = await schools.person(actor.schoolId, 'Bo');
    const read = await upload(`\uFEFF${HEAD.replace('\n', '\r\n')}${ONE}${TWO}`);
    expect(read).toMatchObject({
      ...{
        state: 'ready',
        fileName: 'devices.csv',
        added: 2,
        changed: 0,
        unchanged: 0,
        handedOut: 1,
        errors: 0,
        warnings: 0,
        refusal: null,
      },
    });
    expect(await count('device WHERE school_id = $1')).toBe(0);
    expect(await service.diff(actor, { importId: read.id, change: 'added', offset: 1, limit: 1 })).toEqual({
      total: 2,
      rows: [{ line: 3, tag: 'FB-00124', serial: '5CD002', model: 'Chromebook 3110', holder: 'Bo R.', fields: [], outcome: 'waiting' }],
    });

    await service.approve(actor, read.id);
    await job(read.id);
    expect(await service.view(actor, read.id)).toMatchObject({ state: 'applied', done: 2, passedOver: 0, canUndo: true });
    expect(await devices()).toEqual([
      { tag: '000123', serial: '5CD001', model: 'Chromebook 3110', state: 'spare', location: 'Room 12', version: 1 },
      { tag: 'FB-00124', serial: '5CD002', model: 'Chromebook 3110', state: 'in_use', location: 'Room 12', version: 1 },
    ]);
    expect(await rows('SELECT person_id, kind, agreement, in_at, charger FROM check_out WHERE school_id = $1')).toEqual([
      { person_id: bo, kind: 'assigned', agreement: 'imported', in_at: null, charger: false },
    ]);
    expect(await rows('SELECT type, count(*)::int FROM event WHERE school_id = $1 GROUP BY 1 ORDER BY 1')).toEqual([
      { type: 'check_out.made', count: 1 },
      { type: 'device.added', count: 2 },
      { type: 'device_import.applied', count: 1 },
      { type: 'device_import.approved', count: 1 },
      { type: 'device_import.progressed', count: 1 },
      { type: 'device_import.staged', count: 1 },
      { type: 'device_import.started', count: 1 },
    ]);
  });

  it('is deleted from the disk once it is read, be it good or bad, and leaves no people in the event log', async () => {
    await schools.person(actor.schoolId, 'Bo');
    await applied(HEAD + TWO);
    await upload('no csv at all');
    expect(await readdir(join(folder.path, 'uploads'))).toEqual([]);
    const [log] = await rows<{ text: string }>('SELECT string_agg(data::text, $$ $$) AS text FROM event WHERE school_id = $1');
    expect(log?.text).not.toMatch(/juniper|Bo|00124/);
    expect(await count(`device_import_row WHERE school_id = $1 AND wanted::text ~ 'juniper'`)).toBe(0);
  });

  it('changes nothing the second time, and takes nothing away that it does not mention', async () => {
    await schools.person(actor.schoolId, 'Bo');
    await applied(HEAD + ONE + TWO);
    const again = await upload(HEAD + TWO);
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 1, handedOut: 0, warnings: 0 });
    await service.approve(actor, again.id);
    await job(again.id);
    expect(await count('device WHERE school_id = $1')).toBe(2);
    expect(await count(`event WHERE school_id = $1 AND type LIKE 'device.%'`)).toBe(2);
  });

  it('shows before and after; a blank cell empties nothing', async () => {
    await applied(HEAD + ONE);
    const next = await upload(`${HEAD}Ann 1,FB-9,Chromebook 3110 Touch,Laptop,,5CD001,Library,Archived,,\n`);
    expect((await service.diff(actor, { importId: next.id, change: 'changed', offset: 0, limit: 9 })).rows[0]?.fields).toEqual([
      { field: 'tag', before: '000123', after: 'FB-9' },
      { field: 'model', before: 'Chromebook 3110', after: 'Chromebook 3110 Touch' },
      { field: 'location', before: 'Room 12', after: 'Library' },
      { field: 'state', before: 'spare', after: 'retired' },
    ]);
    await service.approve(actor, next.id);
    await job(next.id);
    expect(await rows('SELECT tag, state, manufacturer, version FROM device WHERE school_id = $1')).toEqual([
      { tag: 'FB-9', state: 'retired', manufacturer: 'Dell', version: 2 },
    ]);
  });
});

describe('the layouts', () => {
  it('reads what GAM prints: the serial number stands for a missing tag, the person is found by annotatedUser', async () => {
    const ann = await schools.person(actor.schoolId, 'Ann');
    const head = 'deviceId,annotatedAssetId,annotatedLocation,annotatedUser,lastSync,notes,serialNumber,status\n';
    const done = await applied(
      `${head}g-1,0042,Room 3,ann@juniper.example,2026-09-01T08:30:00.000Z,- cracked corner,5CD1,ACTIVE\ng-2,,,,Never,,5CD2,DEPROVISIONED\n`,
      'google',
    );
    expect(done).toMatchObject({
      added: 2,
      handedOut: 1,
      errors: 0,
      warnings: 0,
      notes: ['The file names no models; new devices are called “Chromebook”.'],
    });
    expect(
      await rows('SELECT tag, model, state, holder_id, provider_id, note, last_seen_at FROM device WHERE school_id = $1 ORDER BY tag'),
    ).toEqual([
      {
        tag: '0042',
        model: 'Chromebook',
        state: 'in_use',
        holder_id: ann,
        provider_id: 'g-1',
        note: '- cracked corner',
        last_seen_at: new Date('2026-09-01T08:30:00Z'),
      },
      { tag: '5CD2', model: 'Chromebook', state: 'retired', holder_id: null, provider_id: 'g-2', note: null, last_seen_at: null },
    ]);
    const later = await applied(`${head}g-1,0042,Room 3,ann@juniper.example,2026-10-01T08:30:00.000Z,,5CD1,ACTIVE\n`, 'google');
    expect(later).toMatchObject({ unchanged: 1, changed: 0 });
    expect(await rows(`SELECT last_seen_at, version FROM device WHERE school_id = $1 AND tag = '0042'`)).toEqual([
      { last_seen_at: new Date('2026-10-01T08:30:00Z'), version: 1 },
    ]);
  });

  it('never renames a known device after what Intune calls it', async () => {
    await applied(HEAD + ONE);
    const head = 'DeviceId,DeviceName,SerialNumber,Manufacturer,Model,OSVersion,UPN,LastContact,CompliantState,WifiMacAddress\n';
    const read = await upload(
      `${head}i-1,DESKTOP-77AB,5CD001,Dell Inc.,Latitude 3190,10.0,,2026-09-01 08:30:00.0000000,Compliant,aa\n`,
      'intune',
    );
    expect((await service.diff(actor, { importId: read.id, change: 'changed', offset: 0, limit: 9 })).rows[0]).toMatchObject({
      tag: '000123',
      fields: [{ field: 'model' }, { field: 'manufacturer' }, { field: 'providerId', before: null, after: 'i-1' }],
    });
  });

  it('reads columns chosen by hand, and refuses a choice the file does not have', async () => {
    const done = await applied('Inv. No.,Kind,SN\n007,ThinkPad,PF9\n', 'own', { tag: 'Inv. No.', model: 'Kind', serial: 'SN' });
    expect(done).toMatchObject({ state: 'applied', added: 1 });
    expect((await upload('a,b\n1,2\n', 'own', { tag: 'Barcode' })).refusal).toMatchObject({ code: 'devices.header_missing' });
    await expect(
      service.start(actor, { id: uuid(), fileName: 'x', preset: 'own', mapping: undefined }, Readable.from(['a,b'])),
    ).rejects.toMatchObject({
      code: 'devices.mapping_missing',
    });
  });

  it('shows the headers and first rows of a file with the mapping they suggest', async () => {
    const snipe = await service.preview(Readable.from([Buffer.from(HEAD + ONE + TWO)]));
    expect(snipe).toMatchObject({
      preset: 'snipeit',
      mapping: { tag: 'Asset Tag', serial: 'Serial', holderEmail: 'Checked Out To: Email' },
    });
    expect(snipe.rows).toHaveLength(2);
    const own = await service.preview(Readable.from([Buffer.from('Barcode,Serial no,Kind of model,Student e-mail\n1,2,3,4\n5,"cut o')]));
    expect(own).toMatchObject({
      preset: 'own',
      mapping: { tag: 'Barcode', serial: 'Serial no', model: 'Kind of model', holderEmail: 'Student e-mail' },
      rows: [['1', '2', '3', '4']],
    });
    await expect(service.preview(Readable.from([Buffer.from([0xff, 0xfe, 65, 0])]))).rejects.toMatchObject({
      code: 'devices.not_utf8',
      status: 400,
    });
    await expect(service.preview(Readable.from([Buffer.alloc(300_000, 'x')]))).rejects.toMatchObject({ status: 413 });
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['devices.no_rows', HEAD],
    ['devices.no_rows', '\n\n'],
    ['devices.header_missing', `"Asset Tag,Serial\n${ONE}`],
    ['devices.header_missing', 'Name,Colour\nA,red\n'],
    ['devices.header_duplicated', HEAD.replace('Category', 'asset tag') + ONE],
    ['devices.header_misspelt', HEAD.replace('Asset Tag', 'Aset Tag') + ONE],
    ['devices.wrong_delimiter', (HEAD + ONE).replaceAll(',', ';')],
    ['devices.not_utf8', Buffer.from(`\uFEFF${HEAD}${ONE}`, 'utf16le')],
  ])('is refused whole with %s, and nothing of it is kept', async (code, text) => {
    const read = await upload(text);
    expect(read).toMatchObject({ state: 'refused', refusal: { code }, added: 0 });
    expect(await count('device_import_row WHERE school_id = $1')).toBe(0);
    await expect(service.approve(actor, read.id)).rejects.toMatchObject({ code: 'device_import.not_ready' });
  });

  it('is cut off at its limit while it comes, and leaves nothing on the disk', async () => {
    const endless = Readable.from(
      (function* () {
        while (true) yield Buffer.alloc(64 * 1024, 'x');
      })(),
    );
    await expect(keepDeviceUpload(endless, folder.path, uuid(), 1024 * 1024)).rejects.toMatchObject({
      code: 'devices.too_large',
      status: 413,
    });
    expect(await readdir(join(folder.path, 'uploads'))).toEqual([]);
    await expect(
      service.start(actor, { id: uuid(), fileName: 'empty.csv', preset: 'google', mapping: undefined }, Readable.from([])),
    ).rejects.toBeInstanceOf(FirstbellError);
  });
});

describe('rows that cannot be used', () => {
  it('are reported one by one, with line, column, what was found and what was expected; the others are read', async () => {
    await schools.person(actor.schoolId, 'Cy', { email: 'twin@juniper.example' });
    await schools.person(actor.schoolId, 'Di', { email: 'twin@juniper.example' });
    const read = await upload(
      HEAD +
        ONE +
        'a,000123,Chromebook,,,5CD009,,,,\n' + // 3: the tag again
        'b,T4,Chromebook,,,5cd001,,,,\n' + // 4: the serial number again, in small letters
        'c,,Chromebook,,,,,,,\n' + // 5: neither
        'd,T6,,,,S6,,,,\n' + // 6: new, without a model
        'e,1.23E+11,Chromebook,,,S7,,,,\n' + // 7
        'f,T8,Chromebook,,,S8,=1+HYPERLINK(A1),Frobbed,,nobody@juniper.example\n' + // 8
        'g,T9,Chromebook,,,S9,,Out for repair,,twin@juniper.example\n' + // 9
        Buffer.concat([Buffer.from('h,T10,Chromebook,,Ac'), Buffer.from([0xe9]), Buffer.from('r,S10,,,,\n')])
          .toString('latin1')
          .replace('é', '\uFFFD') + // 10
        'i,T11,"Chromebook,,,S11,,,,\n' + // 11: a quotation mark that is never closed
        'j,T12,Chrome', // 12: cut off
    );
    const said = (await problems(read.id)).map(({ severity, line, column, found }) => [severity, line, column, found]);
    expect(said).toEqual([
      ['error', 3, 'Asset Tag', '000123'],
      ['error', 4, 'Serial', '5CD001'],
      ['error', 5, 'Asset Tag', 'nothing'],
      ['error', 6, 'Model', 'nothing'],
      ['error', 7, 'Asset Tag', '1.23E+11'],
      ['warning', 8, 'Location', '=1+HYPERLINK(A1)'],
      ['warning', 8, 'Status', 'Frobbed'],
      ['warning', 8, 'Checked Out To: Email', 'nobody@juniper.example'],
      ['warning', 9, 'Checked Out To: Email', 'twin@juniper.example'],
      ['warning', 9, 'Status', 'repair'],
      ['warning', 10, 'Manufacturer', 'Ac\uFFFDr'],
      ['error', 11, null, 'a quotation mark that is never closed'],
      ['error', 12, null, '3 cells'],
    ]);
    expect(read).toMatchObject({ state: 'ready', added: 4, errors: 7, warnings: 6 });
    const csv = await service.problemsCsv(actor, read.id);
    expect(csv).toContain(`,'=1+HYPERLINK(A1),`);
  });

  it('say so when tag and serial number mean two different devices, or a tag moved to another serial number', async () => {
    await applied(HEAD + ONE + TWO.replace('bo,bo@juniper.example', ','));
    const read = await upload(`${HEAD}x,000123,Chromebook,,,5CD002,,,,\ny,FB-00124,Chromebook,,,OTHER,,,,\n`);
    expect(await problems(read.id)).toMatchObject([
      { severity: 'error', line: 2, column: 'Asset Tag', found: '000123' },
      { severity: 'error', line: 3, column: 'Serial', found: 'OTHER', expected: 'the serial number of the device with this tag: 5CD002' },
    ]);
    expect(read).toMatchObject({ added: 0, changed: 0, unchanged: 0, errors: 2 });
  });

  it('leave a device with whoever has it here, and hand out none that is lost, in repair or a loaner', async () => {
    const bo = await schools.person(actor.schoolId, 'Bo');
    await schools.person(actor.schoolId, 'Ann');
    await applied(HEAD + TWO + ONE);
    await rows(`UPDATE device SET state = 'lost' WHERE school_id = $1 AND tag = '000123'`);
    const read = await upload(HEAD + TWO.replace('bo,bo@', 'ann,ann@') + ONE.replace(',,\n', ',ann,\n'));
    expect(read).toMatchObject({ unchanged: 2, handedOut: 0, warnings: 2 });
    expect((await problems(read.id)).map(({ expected }) => expected)).toEqual([
      'whoever has it here: Bo R.. Check it in first',
      'a device that can be handed out; it is lost, stolen, in repair, retired or a loaner here',
    ]);
    expect(await rows('SELECT person_id FROM check_out WHERE school_id = $1 AND in_at IS NULL')).toEqual([{ person_id: bo }]);
  });

  it('never touch the devices of another school, whatever tags they have', async () => {
    await applied(HEAD + ONE);
    const first = actor;
    actor = await schools.school();
    await applied(HEAD + ONE.replace('Room 12', 'Elsewhere'));
    expect(await schools.rows(first.schoolId, 'SELECT tag, location FROM device WHERE school_id = $1')).toEqual([
      { tag: '000123', location: 'Room 12' },
    ]);
    await expect(service.view(first, (await service.list(actor)).imports[0]?.id ?? '')).rejects.toMatchObject({
      code: 'device_import.not_found',
    });
  });
});

const many = (from: number, to: number): string =>
  HEAD + Array.from({ length: to - from + 1 }, (_, index) => `d,T${from + index},Chromebook,,Dell,S${from + index},,,,\n`).join('');

describe('applying', () => {
  it('goes on after its last batch when the worker dies between two, and does nothing twice', async () => {
    const { id } = await upload(many(1, 1_200));
    await service.approve(actor, id);
    const first = await schools.database.transaction(actor.schoolId, (tx) => imports.claim(tx, id, 'applying'));
    if (first === undefined) throw new Error('Nobody else has it.');
    const dying = new (class extends DeviceApplyStore {
      batches = 0;
      override async apply(...of: Parameters<DeviceApplyStore['apply']>) {
        this.batches += 1;
        if (this.batches === 2) throw new Error('killed');
        return super.apply(...of);
      }
    })();
    const half = new DeviceImportWork(schools.database, imports, new StagedDevicesStore(), new DeviceDiffStore(), dying);
    await expect(half.work(actor.schoolId, first, 'applying')).rejects.toThrow('killed');
    expect(await service.view(actor, id)).toMatchObject({ state: 'applying', done: 500 });
    expect(await count('device WHERE school_id = $1')).toBe(500);

    // Its lease is still on: another worker leaves it alone, and takes it over when the lease is over.
    await job(id);
    expect(await count('device WHERE school_id = $1')).toBe(500);
    await rows(`UPDATE device_import SET lease_until = now() - interval '1 second' WHERE school_id = $1`);
    await Promise.all([job(id), job(id)]);
    expect(await service.view(actor, id)).toMatchObject({ state: 'applied', done: 1_200, passedOver: 0 });
    expect(await count('device WHERE school_id = $1')).toBe(1_200);
    expect(await count(`event WHERE school_id = $1 AND type = 'device.added'`)).toBe(1_200);
    // Whoever was thought dead wakes up and writes nothing.
    await expect(half.work(actor.schoolId, first, 'applying')).rejects.toBeInstanceOf(DeviceImportClaimLost);
    await job(id);
    expect(await count(`event WHERE school_id = $1 AND type = 'device.added'`)).toBe(1_200);
  });

  it('passes over what changed since the file was read, and counts it', async () => {
    await applied(HEAD + ONE);
    const { id } = await upload(HEAD + ONE.replace('Room 12', 'Library') + TWO);
    await rows(`UPDATE device SET note = 'by hand', version = version + 1 WHERE school_id = $1`);
    await rows(`INSERT INTO device (school_id, id, tag, model) VALUES ($1, $2, 'FB-00124', 'By hand')`, [uuid()]);
    await service.approve(actor, id);
    await job(id);
    expect(await service.view(actor, id)).toMatchObject({ state: 'applied', done: 0, passedOver: 2, canUndo: false });
    expect(await rows(`SELECT location, note FROM device WHERE school_id = $1 AND tag = '000123'`)).toEqual([
      { location: 'Room 12', note: 'by hand' },
    ]);
  });

  it('refuses what was read before another file was applied, and answers a repeated wish with the same import', async () => {
    const old = await upload(HEAD + ONE);
    await applied(HEAD + TWO);
    await expect(service.approve(actor, old.id)).rejects.toMatchObject({ code: 'device_import.outdated' });
    const id = uuid();
    const start = () =>
      service.start(actor, { id, fileName: 'a.csv', preset: 'snipeit', mapping: undefined }, Readable.from([Buffer.from(HEAD + ONE)]));
    const both = await Promise.all([start(), start()]);
    expect(both.map((one) => one.id)).toEqual([id, id]);
    expect((await start()).id).toBe(id);
    expect(await count(`event WHERE school_id = $1 AND type = 'device_import.started' AND subject_id = '${id}'`)).toBe(1);
    expect((await readdir(join(folder.path, 'uploads'))).filter((name) => name.includes(id))).toHaveLength(1);
    await job(id);
    expect(existsSync(join(folder.path, 'uploads')) && (await readdir(join(folder.path, 'uploads'))).length).toBe(0);
  });

  it('refuses what was read when so many were uploaded after it that its rows are gone', async () => {
    const old = await upload(HEAD + ONE);
    for (let round = 0; round < 6; round += 1) await upload(HEAD + TWO);
    expect(await service.view(actor, old.id)).toMatchObject({ state: 'refused', refusal: { code: 'devices.outdated' } });
    await expect(service.approve(actor, old.id)).rejects.toMatchObject({ code: 'device_import.not_ready' });
    const ready = await rows<{ id: string }>(`SELECT id FROM device_import WHERE school_id = $1 AND state = 'ready' ORDER BY started_at`);
    expect(ready).toHaveLength(6);
    await service.approve(actor, ready[0]?.id ?? '');
    await job(ready[0]?.id ?? '');
    expect(await count('device WHERE school_id = $1')).toBe(1);
  });

  it('is one at a time when two administrators apply two files at the same moment', async () => {
    const [first, second] = [await upload(HEAD + ONE), await upload(HEAD + TWO)];
    let later: Promise<unknown> = Promise.resolve();
    await schools.database.transaction(actor.schoolId, async (tx) => {
      await imports.approve(tx, first.id, actor.id);
      later = somebodyElse(() => service.approve(actor, second.id)).catch((error: unknown) => error);
      await Promise.race([later, sleep(300)]);
    });
    expect(await later).toMatchObject({ code: 'device_import.outdated' });
    expect(await rows(`SELECT id FROM device_import WHERE school_id = $1 AND state = 'applying'`)).toEqual([{ id: first.id }]);
  });

  it('gives up after five failures, and says why', async () => {
    const { id } = await upload(HEAD + ONE);
    await service.approve(actor, id);
    const broken = new (class extends DeviceApplyStore {
      override apply(): Promise<never> {
        return Promise.reject(new Error('disk full'));
      }
    })();
    const failing = new DeviceImportWork(schools.database, imports, new StagedDevicesStore(), new DeviceDiffStore(), broken);
    for (let tries = 0; tries < 5; tries += 1)
      expect(await failing.handle({ schoolId: actor.schoolId, subjectId: id, attempt: 'any' })).toMatchObject({
        kind: 'failed',
        code: 'device_import.interrupted',
      });
    expect(await service.view(actor, id)).toMatchObject({ state: 'failed', refusal: { code: 'device_import.failed' } });
  });
});

describe('an import over which processes die', () => {
  it('is given up after the fifth, and says so', async () => {
    const { id } = await upload(HEAD + ONE);
    await service.approve(actor, id);
    for (let died = 0; died < 5; died += 1) {
      const claim = await schools.database.transaction(actor.schoolId, (tx) => imports.claim(tx, id, 'applying'));
      expect(claim).toMatchObject({ attempt: died });
      await rows(`UPDATE device_import SET lease_until = now() - interval '1 second' WHERE school_id = $1`);
    }
    expect(await job(id)).toMatchObject({ kind: 'failed', code: 'device_import.interrupted' });
    expect(await service.view(actor, id)).toMatchObject({ state: 'failed', refusal: { code: 'device_import.failed' } });
    expect(await count('device WHERE school_id = $1')).toBe(0);
  });
});

describe('taking an import back', () => {
  it('leaves everything as it was, check-outs included', async () => {
    await schools.person(actor.schoolId, 'Bo');
    await schools.person(actor.schoolId, 'Ann');
    await applied(HEAD + ONE);
    const before = await devices();
    const { id } = await applied(HEAD + ONE.replace('Room 12', 'Library').replace(',,\n', ',ann,\n') + TWO);
    expect(await count('check_out WHERE school_id = $1')).toBe(2);
    const back = await undone(id);
    expect(back).toMatchObject({ state: 'undone', done: 2, kept: 0, canUndo: false });
    expect(await devices()).toEqual(before.map((device) => ({ ...device, version: 3 })));
    expect(await count('check_out WHERE school_id = $1')).toBe(0);
    expect(await rows('SELECT holder_id FROM device WHERE school_id = $1')).toEqual([{ holder_id: null }]);
    expect(
      await rows(`SELECT type FROM event WHERE school_id = $1 AND type IN ('device.removed', 'check_out.undone') ORDER BY type`),
    ).toEqual([{ type: 'check_out.undone' }, { type: 'check_out.undone' }, { type: 'device.removed' }]);
    expect(await undone(id)).toMatchObject({ state: 'undone', done: 2 });
  });

  it('keeps and counts devices that are checked out, in repair, ticketed or changed since', async () => {
    const bo = await schools.person(actor.schoolId, 'Bo');
    const { id } = await applied(many(1, 6));
    const device = async (tag: string) =>
      (await rows<{ id: string }>('SELECT id FROM device WHERE school_id = $1 AND tag = $2', [tag]))[0]?.id ?? '';
    await rows(
      `INSERT INTO check_out (school_id, id, device_id, person_id, kind, out_at, charger, laptop_case, agreement, condition)
       VALUES ($1, $2, $3, $4, 'assigned', now(), true, true, 'ticked', 'good')`,
      [uuid(), await device('T1'), bo],
    );
    await rows(`INSERT INTO repair (school_id, id, device_id, problem, state) VALUES ($1, $2, $3, 'Cracked', 'open')`, [
      uuid(),
      await device('T2'),
    ]);
    await rows(`UPDATE device SET location = 'Library', version = version + 1 WHERE school_id = $1 AND tag = 'T3'`);
    await rows(`INSERT INTO device_report (school_id, id, device_id, kind) VALUES ($1, $2, $3, 'lost')`, [uuid(), await device('T4')]);
    expect(await undone(id)).toMatchObject({ state: 'undone', done: 2, kept: 4 });
    expect((await rows<{ tag: string }>('SELECT tag FROM device WHERE school_id = $1 ORDER BY tag')).map(({ tag }) => tag)).toEqual([
      'T1',
      'T2',
      'T3',
      'T4',
    ]);
    expect((await service.diff(actor, { importId: id, change: 'added', offset: 0, limit: 9 })).rows.map(({ outcome }) => outcome)).toEqual([
      ...['kept', 'kept', 'kept', 'kept', 'undone', 'undone'],
    ]);
  });

  it('is begun once, however often it is wished at the same moment', async () => {
    const { id } = await applied(HEAD + ONE);
    await Promise.all([service.undo(actor, id), service.undo(actor, id), service.undo(actor, id)]);
    await Promise.all([job(id), job(id)]);
    expect(await service.view(actor, id)).toMatchObject({ state: 'undone', done: 1, kept: 0 });
    expect(await count(`event WHERE school_id = $1 AND type = 'device_import.undo_wanted'`)).toBe(1);
    const never = await upload(HEAD + TWO);
    await expect(service.undo(actor, never.id)).rejects.toMatchObject({ code: 'device_import.nothing_to_undo' });
  });

  it('keeps a laptop whose imported check-out has come back', async () => {
    await schools.person(actor.schoolId, 'Bo');
    const { id } = await applied(HEAD + TWO);
    await rows(`UPDATE check_out SET in_at = now(), version = version + 1 WHERE school_id = $1`);
    expect(await undone(id)).toMatchObject({ done: 0, kept: 1 });
    expect(await count('check_out WHERE school_id = $1')).toBe(1);
  });
});

describe('twenty thousand devices', () => {
  it('are read and applied in seconds, in flat memory, each to whom it belongs', async () => {
    await rows(
      `INSERT INTO person (school_id, id, given_name, family_name, search_name, username, roles)
       SELECT $1, gen_random_uuid(), 'Ann', 'Reyes', 'ann reyes', 's' || n, '{student}' FROM generate_series(1, 20000) n`,
    );
    const text = HEAD + Array.from({ length: 20_000 }, (_, n) => `d,T${n + 1},Chromebook,,Dell,S${n + 1},,,s${n + 1},\n`).join('');
    const [started, memory] = [performance.now(), process.memoryUsage().rss];
    const done = await applied(text);
    const seconds = (performance.now() - started) / 1000;
    expect(done).toMatchObject({ state: 'applied', added: 20_000, handedOut: 20_000, done: 20_000, warnings: 0 });
    expect(await count('check_out WHERE school_id = $1 AND in_at IS NULL')).toBe(20_000);
    expect(seconds).toBeLessThan(40);
    expect(process.memoryUsage().rss - memory).toBeLessThan(150 * 1024 * 1024);
    expect(await upload(text)).toMatchObject({ unchanged: 20_000, changed: 0, warnings: 0 });
  }, 120_000);
});
