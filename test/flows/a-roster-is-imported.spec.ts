import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problem } from '@firstbell/contracts/problem';
import { rosterImport, type RosterImport } from '@firstbell/contracts/roster';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { generateRoster } from '../support/generate-roster.js';
import type { TestServer } from '../support/server.js';
import { startServerWithWorker } from '../support/server-with-worker.js';
import { TestFolder, zipOf } from '../support/zip-of.js';

let server: TestServer;
let admin: Client;
let folder: TestFolder;

beforeAll(async () => {
  folder = await TestFolder.create();
  server = await startServerWithWorker();
  admin = await server.signedIn('admin');
});
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

async function send(client: Client, body: Buffer, contentType = 'application/octet-stream', query = 'fileName=roster.zip') {
  const response = await fetch(`${server.base}/api/roster/imports?${query}`, {
    method: 'POST',
    body,
    headers: { cookie: client.cookie, 'content-type': contentType },
  });
  return { status: response.status, body: await response.json() };
}

/** As it is once the worker has done its part. */
async function worked(importId: string, state: RosterImport['state']): Promise<RosterImport> {
  await eventually(async () => expect((await admin.call('rosterImport', { importId })).state).toBe(state), 15_000);
  return admin.call('rosterImport', { importId });
}

async function upload(body: Buffer, state: RosterImport['state'] = 'ready'): Promise<RosterImport> {
  const started = rosterImport.parse((await send(admin, body)).body);
  expect(started.state).toBe('uploaded');
  return worked(started.id, state);
}

describe('an administrator imports a roster over HTTP', () => {
  it('sees the diff and the faulty rows, downloads them, applies, and the kiosk knows the students', async () => {
    const { path, planted } = await generateRoster(join(folder.path, 'r.zip'), {
      students: 300,
      faults: { givenNameMissing: 1, schoolUnknown: 1, nameIsFormula: 1, badgeTwice: 1 },
    });
    const read = await upload(await readFile(path));
    expect(read).toMatchObject({ state: 'ready', version: '1.1', fileName: 'roster.zip', errors: 3, warnings: 1, people: { added: 307 } });

    const { rows, total } = await admin.call('listRosterErrors', { importId: read.id });
    expect(total).toBe(4);
    expect(rows.map(({ file, line, column, severity }) => ({ file, line, column, severity }))).toEqual(
      planted.map(({ file, line, column, severity }) => ({ file, line, column, severity })),
    );
    const csv = await admin.send('GET', `/api/roster/imports/${read.id}/errors.csv`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.text).toContain('users.csv');
    const added = await admin.call('listRosterDiff', { importId: read.id, change: 'added', offset: 300 });
    expect(added).toMatchObject({ total: 307, rows: expect.any(Array) });
    expect(added.rows).toHaveLength(7);

    expect((await admin.call('applyRosterImport', { importId: read.id })).state).toBe('applying');
    await worked(read.id, 'applied');
    expect((await admin.call('listRosterImports', {})).imports[0]).toMatchObject({
      id: read.id,
      state: 'applied',
      applied: 307 + read.people.removed,
    });
    const kiosk = await server.paired('kiosk');
    expect((await kiosk.call('identify', { scan: '000012346' })).person).toMatchObject({ homeroom: expect.stringContaining('Homeroom') });
    expect((await admin.call('me', {})).roles).toContain('administrator');
  });

  it('is told why a file is refused', async () => {
    const refused = await upload(await zipOf({ 'users.csv': 'sourcedId,orgSourcedIds,role,givenName,givenName,familyName\n' }), 'refused');
    expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'roster.header_duplicated' } });
    expect((await admin.refusal('applyRosterImport', { importId: refused.id })).code).toBe('roster_import.not_ready');
  });

  it('gets a clear answer to what is no upload', async () => {
    expect(problem.parse((await send(admin, Buffer.alloc(0))).body)).toMatchObject({
      status: 400,
      code: 'roster.not_a_zip',
      field: 'file',
    });
    expect(problem.parse((await send(admin, Buffer.from('{}'), 'application/json')).body)).toMatchObject({
      status: 415,
      code: 'roster.no_file',
    });
    expect(problem.parse((await send(admin, Buffer.from('x'), 'application/octet-stream', 'name=x')).body)).toMatchObject({
      status: 400,
      field: 'fileName',
    });
  });

  it('and nobody else may', async () => {
    for (const name of ['coach', 'assistant1']) {
      expect(problem.parse((await send(await server.signedIn(name), Buffer.from('PK'))).body)).toMatchObject({
        status: 403,
        code: 'role.not_permitted',
      });
    }
    expect(problem.parse((await send(server.client(), Buffer.from('PK'))).body).status).toBe(401);
  });
});
