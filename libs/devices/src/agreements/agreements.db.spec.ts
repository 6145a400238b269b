import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { openCirculationSchool, refusal, type CirculationSchool } from '../../../../test/support/circulation-school.js';
import { AgreementsService } from './agreements.service.js';

let school: CirculationSchool;
let agreements: AgreementsService;

beforeAll(async () => {
  school = await openCirculationSchool();
  agreements = school.app.get(AgreementsService);
});
afterAll(() => school.close());

const list = (lines: readonly string[], apply: 'yes' | 'no' = 'yes', kind: 'assigned' | 'loaner' = 'assigned') =>
  agreements.import(school.coach, { kind, apply }, Readable.from([Buffer.from([...lines, ''].join('\r\n'))]));
const onFile = async (personId: string) =>
  (
    await school.sql<{ kind: string; day: string }>(
      'SELECT kind, signed_on::text AS day FROM device_agreement WHERE school_id = $1 AND person_id = $2 ORDER BY kind',
      personId,
    )
  ).map(({ kind, day }) => `${kind} ${day}`);

async function student(badge: string, email: string | null = null): Promise<string> {
  const id = await school.student('Maya');
  await school.sql('UPDATE person SET badge = $3, email = $4 WHERE school_id = $1 AND id = $2', id, badge, email);
  return id;
}

describe('a list of signed agreements', () => {
  it('says first what it would do, puts them on file once, and each kind for itself', async () => {
    const [maya, noor] = [await student('000501'), await student('000502')];
    const lines = ['Timestamp,Badge number', '2026-08-20T10:00:00,000501', '2026-08-21,000502', '2026-08-25,000502'];
    expect(await list(lines, 'no')).toEqual({ column: 'Badge number', key: 'badge', added: 2, already: 0, problemCount: 0, problems: [] });
    expect(await onFile(maya)).toEqual([]);
    expect(await list(lines)).toMatchObject({ added: 2, already: 0 });
    expect(await list(lines)).toMatchObject({ added: 0, already: 2 });
    expect(await list(['badge', '000501'], 'yes', 'loaner')).toMatchObject({ added: 1 });
    expect(await onFile(noor)).toEqual(['assigned 2026-08-21']);
    expect(await onFile(maya)).toEqual(['assigned 2026-08-20', expect.stringMatching(/^loaner 20/)]);
    const events = await school.sql(`SELECT data FROM event WHERE school_id = $1 AND type = 'agreements.imported' ORDER BY id`);
    expect(events).toEqual([{ data: { kind: 'assigned', added: 2 } }, { data: { kind: 'loaner', added: 1 } }]);
  });

  it('names every row it cannot use, and takes the others', async () => {
    const [ok, left] = [await student('000511', 'Ok@School.example'), await student('000512', 'left@school.example')];
    await student('000513', 'two@school.example');
    await student('000514', 'two@school.example');
    await school.sql(`UPDATE person SET status = 'removed' WHERE school_id = $1 AND id = $2`, left);
    const read = await list([
      'Correo electrónico,Fecha',
      'ok@school.example,2026-08-20',
      'nobody@school.example,2026-08-20',
      'left@school.example,2026-08-20',
      'two@school.example,2026-08-20',
      'ok@school.example,9/1/2026',
      'ok@school.example,2999-01-01',
      ',2026-08-20',
    ]);
    expect(read).toMatchObject({ key: 'email', added: 1, problemCount: 6 });
    expect(read.problems.map(({ line, why }) => [line, why])).toEqual([
      [3, 'unknown'],
      [4, 'left'],
      [5, 'ambiguous'],
      [6, 'date'],
      [7, 'date'],
      [8, 'row'],
    ]);
    expect(await onFile(ok)).toEqual(['assigned 2026-08-20']);
  });

  it.each([
    ['no column that says whose', ['Name,Signed on', 'Maya,2026-08-20'], 'agreements.no_column'],
    ['nothing but headers', ['badge'], 'agreements.no_rows'],
    ['nothing at all', [], 'agreements.no_rows'],
  ])('is refused whole with %s', async (_what, lines, code) => {
    expect((await refusal(list(lines))).code).toBe(code);
  });

  it('is refused in another encoding, and when it is too large', async () => {
    const send = (body: Buffer) => agreements.import(school.coach, { kind: 'assigned', apply: 'yes' }, Readable.from([body]));
    expect((await refusal(send(Buffer.from('\uFEFFbadge\n1', 'utf16le')))).code).toBe('agreements.not_utf8');
    expect((await refusal(send(Buffer.alloc(2 * 1024 * 1024 + 1, 'x')))).code).toBe('agreements.too_large');
  });

  it('knows nobody of another school', async () => {
    await student('000521');
    const stranger = { ...school.coach, schoolId: uuid() };
    await school.database.transaction(stranger.schoolId, (tx) =>
      tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Other', 'UTC', '{}')`, [stranger.schoolId]),
    );
    const body = Readable.from([Buffer.from('badge\n000521\n')]);
    expect(await agreements.import(stranger, { kind: 'assigned', apply: 'yes' }, body)).toMatchObject({ added: 0, problemCount: 1 });
  });
});
