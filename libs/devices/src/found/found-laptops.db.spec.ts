import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PersonActor } from '@firstbell/platform';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { openCirculationSchool, refusal, type CirculationSchool } from '../../../../test/support/circulation-school.js';
import { eventually } from '../../../../test/support/eventually.js';
import { RegistryService } from '../registry/registry.service.js';
import { RemindersService } from '../reminders/reminders.service.js';
import { FoundLaptopsService } from './found-laptops.service.js';

let school: CirculationSchool;
let laptops: FoundLaptopsService;
let ana: PersonActor;

beforeAll(async () => {
  school = await openCirculationSchool();
  laptops = school.app.get(FoundLaptopsService);
  [ana] = school.assistants;
});
afterAll(() => school.close());

const report = (scan: string, secondsAgo = 0, id = uuid()) => laptops.report(school.kiosk, { id, scan, secondsAgo });
const open = async (deviceId: string) =>
  ((await school.app.get(RemindersService).now(ana)).found ?? []).filter(({ device }) => device.id === deviceId);
const page = (deviceId: string) => school.app.get(RegistryService).page(school.coach, deviceId);
const foundId = async (deviceId: string) => (await open(deviceId))[0]?.id ?? '';

describe('a laptop somebody found', () => {
  it('counts as seen, and is on the desk’s list with its owner and in the registry', async () => {
    const laptop = await school.device({ state: 'in_use', holderId: await school.student('Maya') });
    expect(await report(`S${laptop.tag}`)).toEqual({ done: true });
    expect(await open(laptop.id)).toMatchObject([
      { device: { tag: laptop.tag }, owner: { name: 'Maya O.' }, deskName: 'Help desk', takenInAt: null },
    ]);
    const { device, history } = await page(laptop.id);
    expect(Date.now() - Date.parse(device.lastSeenAt ?? '')).toBeLessThan(60_000);
    expect(device.found).toMatchObject({ deskName: 'Help desk', takenInAt: null });
    expect(history.map(({ kind }) => kind)).toEqual(['found']);
    expect(await school.eventsOf(laptop.id)).toEqual(['device.found']);
  });

  it('is found once when the report is sent again, and once when two people find it', async () => {
    const laptop = await school.device();
    const id = uuid();
    await report(laptop.tag, 600, id);
    await report(laptop.tag, 600, id);
    expect(await school.eventsOf(laptop.id)).toEqual(['device.found']);
    await report(laptop.tag);
    const found = await open(laptop.id);
    expect(found).toHaveLength(1);
    expect(Date.now() - Date.parse(found[0]?.foundAt ?? '')).toBeLessThan(60_000);
  });

  it('is taken in by the desk and given back, once each, and may then be found again', async () => {
    const laptop = await school.device();
    await report(laptop.tag);
    const id = await foundId(laptop.id);
    await laptops.takeIn(ana, { foundId: id, requestId: uuid() });
    await laptops.takeIn(ana, { foundId: id, requestId: uuid() });
    expect((await page(laptop.id)).device.found?.takenInAt).not.toBeNull();
    await laptops.end(ana, { foundId: id, requestId: uuid() });
    await laptops.end(ana, { foundId: id, requestId: uuid() });
    expect(await open(laptop.id)).toEqual([]);
    expect(await school.eventsOf(laptop.id)).toEqual(['device.found', 'device.taken_in', 'device.given_back']);
    const { device, history } = await page(laptop.id);
    expect(device.found).toBeNull();
    expect(history.map((entry) => [entry.kind, entry.by?.name])).toEqual([
      ['given_back', 'Ana O.'],
      ['taken_in', 'Ana O.'],
      ['found', undefined],
    ]);
    await report(laptop.tag);
    expect(await foundId(laptop.id)).not.toBe(id);
  });

  it('stays lost or stolen in the books until the desk has it', async () => {
    const holderId = await school.student('Noah');
    const laptop = await school.device({ state: 'stolen', holderId });
    await report(laptop.tag);
    expect(await school.stateOf(laptop.id)).toMatchObject({ state: 'stolen' });
    await laptops.takeIn(ana, { foundId: await foundId(laptop.id), requestId: uuid() });
    expect(await school.stateOf(laptop.id)).toMatchObject({ state: 'in_use', holder_id: holderId });
    expect(await school.eventsOf(laptop.id)).toEqual(['device.found', 'device.reported', 'device.taken_in']);
  });

  it.each(['takeIn', 'end'] as const)('may be found once more while the desk does its step “%s” with it', async (step) => {
    const laptop = await school.device();
    await report(laptop.tag);
    const id = await foundId(laptop.id);
    const owner = new Postgres({ connectionString: school.ownerUrl });
    await owner.connect();
    const waiting = (count: number) =>
      eventually(async () => {
        const { rows } = await owner.query<{ count: number }>(
          `SELECT count(DISTINCT l.pid)::int AS count FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`,
        );
        expect(rows).toEqual([{ count }]);
      }, 5_000);
    try {
      await owner.query('BEGIN');
      expect((await owner.query('SELECT 1 FROM found_laptop WHERE id = $1 FOR UPDATE', [id])).rowCount).toBe(1);
      const done = laptops[step](ana, { foundId: id, requestId: uuid() });
      await waiting(1);
      const again = report(laptop.tag);
      await waiting(2);
      await owner.query('COMMIT');
      expect(await Promise.all([done, again])).toEqual([{ done: true }, { done: true }]);
    } finally {
      await owner.end();
    }
    expect(await open(laptop.id)).toHaveLength(1);
  });

  it('whose tag nobody knows is refused, and so is a step with what was never found', async () => {
    expect((await refusal(report('NOBODYS-1'))).code).toBe('device.unknown');
    expect((await refusal(laptops.takeIn(ana, { foundId: uuid(), requestId: uuid() }))).code).toBe('found_laptop.not_found');
    const stranger = { ...ana, schoolId: uuid() };
    const laptop = await school.device();
    await report(laptop.tag);
    expect((await refusal(laptops.end(stranger, { foundId: await foundId(laptop.id), requestId: uuid() }))).code).toBe(
      'found_laptop.not_found',
    );
  });
});
