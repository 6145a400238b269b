import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deviceOperations, type Device } from '@firstbell/contracts/devices';
import type { PersonActor, Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { DeviceSchools } from '../../../../test/support/device-school.js';
import { DeviceHistoryStore } from './device-history.store.js';
import { DeviceListStore } from './device-list.store.js';
import { DevicesStore } from './devices.store.js';
import { RegistryService } from './registry.service.js';

let schools: DeviceSchools;
let registry: RegistryService;
let actor: PersonActor;

beforeAll(async () => {
  schools = await DeviceSchools.open();
  registry = new RegistryService(schools.database, new DevicesStore(), new DeviceListStore(), new DeviceHistoryStore());
});
afterAll(() => schools.close());
beforeEach(async () => {
  actor = await schools.school();
});

const add = (tag: string, more: object = {}): Promise<Device> =>
  registry.add(actor, deviceOperations.addDevice.input.parse({ id: uuid(), tag, model: 'Dell Chromebook 3110', ...more }));
const find = async (search: string, more: object = {}) => {
  const { rows } = await registry.list(actor, deviceOperations.listDevices.input.parse({ search, ...more }));
  return rows.map(({ tag }) => tag);
};
const rows = <R extends object>(sql: string, more: readonly unknown[] = []) => schools.rows<R>(actor.schoolId, sql, more);

describe('looking for a device', () => {
  it('finds it by beginning or end of tag and serial number, by words of its model, and by its holder', async () => {
    const bo = await schools.person(actor.schoolId, 'Bo');
    const { id } = await add('FB-00123', { serial: '5CD9X7' });
    await add('00124', { model: 'HP ProBook' });
    await rows('UPDATE device SET holder_id = $2 WHERE school_id = $1 AND id = $3', [bo, id]);
    expect(await find('fb-001')).toEqual(['FB-00123']);
    expect(await find('0123')).toEqual(['FB-00123']);
    expect(await find('5cd')).toEqual(['FB-00123']);
    expect(await find('9X7')).toEqual(['FB-00123']);
    expect(await find('chrome 3110')).toEqual(['FB-00123']);
    expect(await find('BO Rey')).toEqual(['FB-00123']);
    expect(await find('reyes')).toEqual(['FB-00123']);
    expect(await find('00124')).toEqual(['00124']);
    expect(await find('124')).toEqual(['00124']);
    expect(await find('')).toEqual(['00124', 'FB-00123']);
    for (const nothing of ['%', '_', '0012_', "'; DROP TABLE device", '\\']) expect(await find(nothing)).toEqual([]);
  });

  it('filters by state, model and loaner pool, in pages with their total', async () => {
    await add('A1', { loaner: true });
    await add('A2', { model: 'HP ProBook' });
    await rows(`UPDATE device SET state = 'lost' WHERE school_id = $1 AND tag = 'A2'`);
    expect(await find('', { state: 'lost' })).toEqual(['A2']);
    expect(await find('', { model: 'HP ProBook' })).toEqual(['A2']);
    expect(await find('', { loaners: 'yes' })).toEqual(['A1']);
    expect(await find('a', { state: 'spare', loaners: 'yes' })).toEqual(['A1']);
    expect(await registry.list(actor, deviceOperations.listDevices.input.parse({ limit: 1, offset: 1 }))).toMatchObject({
      total: 2,
      rows: [{ tag: 'A2', state: 'lost' }],
    });
    expect(await registry.choices(actor)).toEqual({
      total: 2,
      loaners: 1,
      states: expect.arrayContaining([
        { state: 'lost', count: 1 },
        { state: 'spare', count: 1 },
      ]),
      models: ['Dell Chromebook 3110', 'HP ProBook'],
    });
  });

  it('shows nothing of another school', async () => {
    const { id } = await add('FB-1');
    actor = await schools.school();
    expect(await find('FB')).toEqual([]);
    await expect(registry.page(actor, id)).rejects.toMatchObject({ code: 'device.not_found', status: 404 });
    await expect(registry.change(actor, { deviceId: id, requestId: uuid(), version: 1, model: 'Stolen' })).rejects.toMatchObject({
      code: 'device.not_found',
    });
    await expect(registry.report(actor, { deviceId: id, requestId: uuid(), report: 'lost' })).rejects.toMatchObject({
      code: 'device.not_found',
    });
  });

  it('gives a file in which no cell is a formula, and tags keep their zeros', async () => {
    await add('0042', { note: '=HYPERLINK("http://x.example")', location: '@SUM(A1)' });
    const csv = await registry.csv(actor, { search: '' });
    expect(csv.startsWith('\uFEFFtag,serial,model')).toBe(true);
    expect(csv).toContain(`\r\n0042,,Dell Chromebook 3110,,spare,,,'@SUM(A1),,,"'=HYPERLINK(""http://x.example"")"\r\n`);
    expect(csv.match(/\uFEFF/g)).toHaveLength(1);
  });
});

describe('a device', () => {
  it('is added once, however often it is sent, under a tag nobody else has', async () => {
    const input = deviceOperations.addDevice.input.parse({ id: uuid(), tag: 'FB-1', model: 'X' });
    const both = await Promise.all([registry.add(actor, input), registry.add(actor, input)]);
    expect(both.map(({ id }) => id)).toEqual([input.id, input.id]);
    await expect(add('FB-1')).rejects.toMatchObject({ code: 'device.tag_taken', options: { field: 'tag' } });
    expect(await rows('SELECT count(*)::int FROM event WHERE school_id = $1')).toEqual([{ count: 1 }]);
  });

  it('is changed against the version that was seen, and the log names the fields but not what is in them', async () => {
    const { id, version } = await add('FB-1');
    const input = { deviceId: id, requestId: uuid(), version, location: 'Room of Ann Reyes', loaner: true };
    const changed = await registry.change(actor, input);
    expect(changed).toMatchObject({ location: 'Room of Ann Reyes', loaner: true, model: 'Dell Chromebook 3110', version: 2 });
    expect(await registry.change(actor, input)).toMatchObject({ version: 2 });
    await expect(registry.change(actor, { ...input, requestId: uuid(), location: null })).rejects.toMatchObject({
      code: 'device.changed_meanwhile',
    });
    expect(await registry.change(actor, { deviceId: id, requestId: uuid(), version: 2, location: null })).toMatchObject({
      location: null,
      version: 3,
    });
    expect(await rows(`SELECT data FROM event WHERE school_id = $1 AND type = 'device.changed' ORDER BY id LIMIT 1`)).toEqual([
      { data: { fields: 'location,loaner' } },
    ]);
  });

  it('is reported lost with who had it and where it was seen, and found it is theirs again', async () => {
    const bo = await schools.person(actor.schoolId, 'Bo');
    const { id } = await add('FB-1');
    await rows(`UPDATE device SET holder_id = $2, state = 'in_use' WHERE school_id = $1`, [bo]);
    await rows(
      `INSERT INTO check_out (school_id, id, device_id, person_id, kind, out_at, charger, laptop_case, agreement, condition)
       VALUES ($1, $2, $3, $4, 'assigned', now() - interval '1 day', true, false, 'ticked', 'good')`,
      [uuid(), id, bo],
    );
    const report = { deviceId: id, requestId: uuid(), report: 'lost', lastSeenOn: '2026-09-01', place: 'Gym' } as const;
    expect(await registry.report(actor, report)).toMatchObject({
      state: 'lost',
      holder: { name: 'Bo R.' },
      report: { kind: 'lost', lastSeenOn: '2026-09-01', place: 'Gym', holder: { name: 'Bo R.' }, by: { name: 'Alex Reyes' } },
    });
    expect(await registry.report(actor, report)).toMatchObject({ version: 2 });
    const found = await registry.report(actor, { deviceId: id, requestId: uuid(), report: 'found' });
    expect(found).toMatchObject({ state: 'in_use', report: null, holder: { name: 'Bo R.' } });
    expect(found.lastSeenAt).not.toBeNull();
    const { history } = await registry.page(actor, id);
    expect(deviceOperations.device.output.parse({ device: found, history }).history.map(({ kind }) => kind)).toEqual([
      ...['reported', 'reported', 'added', 'checked_out'],
    ]);
  });

  it('stays in use with whoever has it, though nobody wrote down when they got it', async () => {
    const bo = await schools.person(actor.schoolId, 'Bo');
    const { id } = await add('FB-1');
    await rows(`UPDATE device SET holder_id = $2, state = 'in_use' WHERE school_id = $1`, [bo]);
    await expect(registry.change(actor, { deviceId: id, requestId: uuid(), version: 1, state: 'retired' })).rejects.toMatchObject({
      code: 'device.checked_out',
    });
    await registry.report(actor, { deviceId: id, requestId: uuid(), report: 'stolen' });
    expect(await registry.report(actor, { deviceId: id, requestId: uuid(), report: 'found' })).toMatchObject({ state: 'in_use' });
  });

  it('tells its whole history: check-outs, repairs and tickets beside its changes', async () => {
    const bo = await schools.person(actor.schoolId, 'Bo');
    const { id } = await add('FB-1');
    const [desk, issue] = [uuid(), uuid()];
    await rows(`INSERT INTO desk (school_id, id, name, letter) VALUES ($1, $2, 'Main', 'B')`, [desk]);
    await rows(
      `INSERT INTO issue (school_id, id, picture, name, self_help, kindly, checklist, fixes, priority, audience, position)
       VALUES ($1, $2, 'plug', '{"en":"Will not charge","es":"No carga"}', '{}', '{}', '{}', '[]', 'normal', 'desk', 1)`,
      [issue],
    );
    await rows(
      `INSERT INTO ticket (school_id, id, desk_id, day, number, code, issue_id, person_id, device_id, language, priority, audience, state, filed_at, filing_hash, line_rank)
       VALUES ($1, $2, $3, current_date, 14, 'B-14', $4, $5, $6, 'en', 'normal', 'desk', 'waiting', now() + interval '1 second', 'x', now())`,
      [uuid(), desk, issue, bo, id],
    );
    await rows(
      `INSERT INTO check_out (school_id, id, device_id, person_id, kind, out_at, charger, laptop_case, agreement, condition, in_at, in_charger, in_condition)
       VALUES ($1, $2, $3, $4, 'loaner', now() + interval '2 seconds', true, true, 'ticked', 'good', now() + interval '3 seconds', false, 'damaged')`,
      [uuid(), id, bo],
    );
    await rows(
      `INSERT INTO repair (school_id, id, device_id, problem, state, damage, cost_cents, opened_at, closed_at, outcome)
       VALUES ($1, $2, $3, 'Cracked screen', 'done', true, 4550, now() + interval '4 seconds', now() + interval '5 seconds', 'Screen replaced')`,
      [uuid(), id],
    );
    const page = deviceOperations.device.output.parse(await registry.page(actor, id));
    expect(page.history.map(({ kind }) => kind)).toEqual(['repair_closed', 'repair_opened', 'returned', 'checked_out', 'ticket', 'added']);
    expect(page.history[0]).toMatchObject({ costCents: 4550, outcome: 'Screen replaced', scrapped: false });
    expect(page.history[2]).toMatchObject({ loaner: true, charger: false, condition: 'damaged', person: { name: 'Bo R.' } });
    expect(page.history[4]).toMatchObject({ code: 'B-14', issue: { en: 'Will not charge' }, person: 'Bo R.' });

    await rows(`UPDATE ticket SET audience = 'coach' WHERE school_id = $1`);
    const toldTo = async (role: 'coach' | 'administrator') =>
      (await registry.page({ ...actor, roles: [role] }, id)).history.some(({ kind }) => kind === 'ticket');
    expect([await toldTo('coach'), await toldTo('administrator')]).toEqual([true, false]);
  });
});

describe('a hundred thousand devices', () => {
  it('are never read through to find one', async () => {
    await rows(
      `INSERT INTO device (school_id, id, tag, serial, model, state)
       SELECT $1, gen_random_uuid(), 'FB-' || lpad(n::text, 6, '0'), '5CD' || n, 'Model ' || n % 20, CASE WHEN n % 50 = 0 THEN 'lost' ELSE 'spare' END
       FROM generate_series(1, 100000) n`,
    );
    await schools.analyse('device');
    const plans: string[] = [];
    class Explaining extends DeviceListStore {
      override async page(tx: Tx, ...of: [Parameters<DeviceListStore['page']>[1], string, { offset: number; limit: number }]) {
        const seen = new Proxy(tx, {
          get: (target, name): unknown => {
            if (name !== 'rows' && name !== 'first') return Reflect.get(target, name, target);
            return async (sql: string, values: readonly unknown[]) => {
              const plan = await target.rows<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
              plans.push(plan.map((line) => line['QUERY PLAN']).join('\n'));
              return name === 'rows' ? target.rows(sql, values) : target.first(sql, values);
            };
          },
        });
        return super.page(seen, ...of);
      }
    }
    const looking = new RegistryService(schools.database, new DevicesStore(), new Explaining(), new DeviceHistoryStore());
    for (const input of [
      { search: '012345' },
      { search: '5cd77777' },
      { search: 'nobody' },
      { state: 'lost' },
      { model: 'Model 7', offset: 100 },
    ]) {
      plans.length = 0;
      const started = performance.now();
      await looking.list(actor, deviceOperations.listDevices.input.parse(input));
      expect([input, performance.now() - started < 1_000]).toEqual([input, true]);
      expect([input, plans.join('\n').match(/Seq Scan on device\b/)]).toEqual([input, null]);
    }
    expect(await find('012345')).toEqual(['FB-012345']);
  }, 60_000);
});
