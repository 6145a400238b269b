import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deviceDiffRow, deviceImport, deviceRowProblem } from '@firstbell/contracts/devices';
import type { Client } from 'pg';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import { emptyInstallation, firstbell, type EmptyInstallation } from '../../../../test/support/command-line.js';
import { type TestFolder } from '../../../../test/support/zip-of.js';

const answer = z.object({
  school: z.string(),
  state: z.string(),
  applied: z.boolean(),
  added: z.number(),
  changed: z.number(),
  removed: z.literal(0),
  unchanged: z.number(),
  errors: z.number(),
  refusal: deviceImport.shape.refusal,
  problems: z.array(deviceRowProblem),
  changes: z.object({ added: z.array(deviceDiffRow), changed: z.array(deviceDiffRow) }),
});

let installation: EmptyInstallation;
let folder: TestFolder;
let client: Client;

beforeAll(async () => {
  installation = await emptyInstallation();
  ({ folder, client } = installation);
});
afterAll(() => installation.stop());

const importDevices = (...args: string[]) => firstbell('import', 'devices', ...args);

async function fileOf(text: string): Promise<string> {
  const path = join(folder.path, `${uuid()}.csv`);
  await writeFile(path, text);
  return path;
}

let school: string;
beforeEach(async () => {
  school = `School ${uuid()}`;
  await client.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, $2, 'UTC', '{}')`, [uuid(), school]);
});
const tags = async () =>
  (
    await client.query<{ tag: string }>('SELECT d.tag FROM device d JOIN school s ON s.id = d.school_id WHERE s.name = $1 ORDER BY 1', [
      school,
    ])
  ).rows.map(({ tag }) => tag);

const GOOGLE = 'deviceId,annotatedAssetId,annotatedLocation,annotatedUser,lastSync,notes,serialNumber,status\n';
const TWO = `${GOOGLE}g1,00042,Room 1,,,,5CD1,ACTIVE\ng2,00043,Room 1,nobody@x.example,,,5CD2,ACTIVE\ng3,00042,Room 1,,,,5CD3,ACTIVE\n`;

describe('firstbell import devices', () => {
  it('shows what would change and each row that cannot be used, and changes nothing', async () => {
    const { code, out } = await importDevices(await fileOf(TWO), '--preset', 'google', '--school', school);
    expect(code).toBe(0);
    expect(out).toMatch(/added\s+2\n/);
    expect(out).toContain('00042  5CD1  Chromebook');
    expect(out).toMatch(/csv:4 annotatedAssetId {2}found 00042; expected one of its own \(line 2 has the same, and was read\)/);
    expect(out).toContain('Nothing was changed yet.');
    expect(await tags()).toEqual([]);
  });

  it('applies with --apply, answers JSON with --json, and finds everything as before the second time', async () => {
    const file = await fileOf(TWO);
    const first = answer.parse(JSON.parse((await importDevices(file, '--preset', 'google', '--school', school, '--apply', '--json')).out));
    expect(first).toMatchObject({ state: 'applied', applied: true, added: 2, errors: 1 });
    expect(first.changes.added.map(({ tag }) => tag)).toEqual(['00042', '00043']);
    expect(first.problems.map(({ line }) => line)).toEqual([3, 4]);
    expect(await tags()).toEqual(['00042', '00043']);
    const second = answer.parse(JSON.parse((await importDevices(file, '--preset=google', '--school', school, '--json')).out));
    expect(second).toMatchObject({ state: 'ready', added: 0, changed: 0, unchanged: 2 });
  });

  it('refuses a file of another system with 1, and says what is wrong with what was typed with 2', async () => {
    const refused = await importDevices(await fileOf('Name,Colour\nA,red\n'), '--preset', 'snipeit', '--school', school);
    expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('devices.header_missing') });
    expect(await importDevices('no-such.csv', '--preset', 'intune', '--school', school)).toMatchObject({
      code: 1,
      said: expect.stringContaining('cannot be read'),
    });
    expect(await importDevices('a.csv')).toMatchObject({ code: 2, said: expect.stringContaining('--preset snipeit') });
    expect(await importDevices('a.csv', '--preset', 'own')).toMatchObject({ code: 2, said: expect.stringContaining('no preset “own”') });
    expect(await importDevices('--preset', 'google')).toMatchObject({ code: 2, said: expect.stringContaining('Which file?') });
  });
});
