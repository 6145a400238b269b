import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { circulationOperations } from '@firstbell/contracts/circulation';
import type { InputOf } from '@firstbell/contracts/operation';
import type { PersonActor } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import { openCirculationSchool, refusal, type CirculationSchool } from '../../../../test/support/circulation-school.js';
import { CheckOutsService } from '../check-outs/check-outs.service.js';
import { RegistryService } from '../registry/registry.service.js';
import { RepairsService } from './repairs.service.js';
import { ShelfService } from './shelf.service.js';

type Ops = typeof circulationOperations;

let school: CirculationSchool;
let repairs: RepairsService;
let shelf: ShelfService;
let ana: PersonActor;

beforeAll(async () => {
  school = await openCirculationSchool();
  repairs = school.app.get(RepairsService);
  shelf = school.app.get(ShelfService);
  [ana] = school.assistants;
});
afterAll(() => school.close());

const taking = (deviceTag: string, more: Partial<InputOf<Ops['openRepair']>> = {}): InputOf<Ops['openRepair']> => ({
  id: uuid(),
  deviceTag,
  problem: 'The screen is cracked',
  warranty: false,
  damage: true,
  shelve: false,
  ...more,
});
const closing = (repairId: string, more: Partial<InputOf<Ops['closeRepair']>> = {}): InputOf<Ops['closeRepair']> => ({
  requestId: uuid(),
  repairId,
  state: 'done',
  outcome: 'New screen',
  loanerCharger: true,
  loanerCase: true,
  loanerCondition: 'good',
  ...more,
});
const lending = (deviceTag: string) =>
  ({
    checkOutId: uuid(),
    deviceTag,
    dueOn: '2099-01-10',
    charger: true,
    laptopCase: false,
    condition: 'good',
    agreement: 'ticked',
  }) as const;
const everything = { state: 'all', kind: 'all', search: '', offset: 0, limit: 100 } as const;

/** A student's device, and one of the pool. */
async function swap() {
  const person = await school.student('Maya');
  const own = await school.device({ state: 'in_use', holderId: person });
  const loaner = await school.device({ loaner: true });
  const repair = await repairs.open(ana, taking(own.tag, { loaner: lending(loaner.tag) }));
  return { person, own, loaner, repair };
}

describe('taking a device in for repair', () => {
  it('lends a loaner in the same step, and the student keeps being its owner’s', async () => {
    const { person, own, loaner, repair } = await swap();
    expect(repair).toMatchObject({ state: 'open', damage: true, holder: { id: person }, loaner: { tag: loaner.tag, dueOn: '2099-01-10' } });
    expect(await school.stateOf(own.id)).toMatchObject({ state: 'in_repair', holder_id: person });
    expect(await school.stateOf(loaner.id)).toMatchObject({ state: 'in_use', holder_id: person });
    expect(await school.eventsOf(repair.id)).toEqual(['repair.opened']);
  });

  it('is one step: with a loaner that cannot be lent, nothing has happened at all', async () => {
    const own = await school.device({ state: 'in_use', holderId: await school.student('Noor') });
    const notOfPool = await school.device();
    const asked = taking(own.tag, { shelve: true, loaner: lending(notOfPool.tag) });
    expect((await refusal(repairs.open(ana, asked))).code).toBe('check_out.not_in_pool');
    expect(await school.stateOf(own.id)).toMatchObject({ state: 'in_use', shelf: null });
    expect(await school.eventsOf(asked.id, own.id, notOfPool.id)).toEqual([]);
  });

  it('happens once, however often it is sent, and not while another repair is open', async () => {
    const own = await school.device();
    const asked = taking(own.tag);
    const first = await repairs.open(ana, asked);
    expect(await repairs.open(ana, asked)).toEqual(first);
    expect((await refusal(repairs.open(ana, taking(own.tag)))).code).toBe('repair.already_open');
  });

  it('lends nothing when nobody has the device', async () => {
    const [own, loaner] = [await school.device(), await school.device({ loaner: true })];
    expect((await refusal(repairs.open(ana, taking(own.tag, { loaner: lending(loaner.tag) })))).code).toBe('repair.nobody_to_lend_to');
  });

  it('knows no ticket of another school', async () => {
    const own = await school.device();
    expect((await refusal(repairs.open(ana, taking(own.tag, { ticketId: uuid() })))).code).toBe('ticket.not_found');
  });
});

describe('closing a repair', () => {
  it('asks about the loaner while that is out', async () => {
    const { repair, loaner } = await swap();
    expect(await refusal(repairs.close(ana, closing(repair.id)))).toMatchObject({
      code: 'repair.loaner_is_out',
      options: { facts: { tag: loaner.tag } },
    });
  });

  it('takes the loaner back with it, or leaves it with the student', async () => {
    const back = await swap();
    const closed = await repairs.close(ana, closing(back.repair.id, { loaner: 'returned', loanerCharger: false }));
    expect(closed).toMatchObject({ state: 'done', outcome: 'New screen', loaner: null });
    expect(await school.stateOf(back.own.id)).toMatchObject({ state: 'in_use', holder_id: back.person });
    expect(await school.stateOf(back.loaner.id)).toMatchObject({ state: 'spare', holder_id: null });
    const kept = await swap();
    expect(await repairs.close(ana, closing(kept.repair.id, { loaner: 'kept' }))).toMatchObject({ loaner: { tag: kept.loaner.tag } });
    expect(await school.stateOf(kept.loaner.id)).toMatchObject({ holder_id: kept.person });
    expect((await refusal(repairs.close(ana, closing(kept.repair.id, { loaner: 'returned' })))).code).toBe('repair.over');
  });

  it('by scrapping is for adults, and ends who has the device', async () => {
    const own = await school.device({ state: 'in_use', holderId: await school.student('Omar') });
    const { id } = await repairs.open(ana, taking(own.tag));
    expect((await refusal(repairs.close(ana, closing(id, { state: 'scrapped' })))).code).toBe('repair.scrap_needs_adult');
    await repairs.close(school.coach, closing(id, { state: 'scrapped', outcome: 'Water' }));
    expect(await school.stateOf(own.id)).toMatchObject({ state: 'retired', holder_id: null });
  });
});

describe('what a repair costs', () => {
  it('is seen by adults only', async () => {
    const own = await school.device();
    const { id } = await repairs.open(ana, taking(own.tag));
    await repairs.setCost(school.coach, { requestId: uuid(), repairId: id, costCents: 12_950 });
    const costOf = async (actor: PersonActor) => (await repairs.list(actor, { ...everything, search: own.tag })).repairs[0]?.costCents;
    expect([await costOf(school.coach), await costOf(ana)]).toEqual([12_950, null]);
    const moved = await repairs.change(ana, { requestId: uuid(), repairId: id, state: 'sent', vendor: 'Fix & Co' });
    expect(moved).toMatchObject({ state: 'sent', vendor: 'Fix & Co', costCents: null });
    expect(await repairs.csv(school.coach, { ...everything, search: own.tag })).toContain('129.50');
  });

  it('is listed by state and kind', async () => {
    const own = await school.device();
    const { id } = await repairs.open(ana, taking(own.tag, { warranty: true, damage: false }));
    const found = async (state: 'open' | 'closed', kind: 'warranty' | 'damage') =>
      (await repairs.list(ana, { ...everything, state, kind, search: own.tag })).total;
    expect([await found('open', 'warranty'), await found('open', 'damage'), await found('closed', 'warranty')]).toEqual([1, 0, 0]);
    await repairs.close(ana, closing(id));
    expect(await found('closed', 'warranty')).toBe(1);
  });
});

describe('the shelf', () => {
  it('gives the lowest free number, two drop-offs at once two numbers, and says what is ready', async () => {
    const devices = await Promise.all([1, 2, 3].map(() => school.device()));
    const given = await Promise.all(devices.map(({ tag }) => shelf.shelve(ana, { requestId: uuid(), deviceTag: tag })));
    expect(given.map((row) => row.shelf).sort()).toEqual([1, 2, 3]);
    const second = given.find((row) => row.shelf === 2);
    await shelf.fetch(ana, { requestId: uuid(), deviceId: second?.device.id ?? '' });
    const next = await school.device();
    const { id } = await repairs.open(ana, taking(next.tag, { shelve: true }));
    const lying = async () => (await shelf.list(ana)).shelf.find(({ device }) => device.id === next.id);
    expect(await lying()).toMatchObject({ shelf: 2, ready: false });
    await repairs.close(ana, closing(id));
    expect(await lying()).toMatchObject({ shelf: 2, ready: true });
    expect((await refusal(shelf.shelve(ana, { requestId: uuid(), deviceTag: next.tag }))).code).toBe('shelf.already_there');
  });
});

describe('a device that is lost or stolen while in repair', () => {
  async function missingInRepair(state: 'lost' | 'stolen') {
    const device = await school.device({ state: 'in_use', holderId: await school.student('Noa') });
    const { id: repairId } = await repairs.open(ana, taking(device.tag));
    await school.app.get(RegistryService).report(school.coach, { requestId: uuid(), deviceId: device.id, report: state });
    return { ...device, repairId };
  }
  const reportsOf = async (deviceId: string) =>
    (
      await school.sql<{ kind: string }>('SELECT kind FROM device_report WHERE school_id = $1 AND device_id = $2 ORDER BY at', deviceId)
    ).map(({ kind }) => kind);

  it('is in repair again once it is checked in, and is given to nobody before that is over', async () => {
    const { id, tag, repairId } = await missingInRepair('lost');
    const checkOuts = school.app.get(CheckOutsService);
    const bringing = { requestId: uuid(), deviceTag: tag, charger: true, laptopCase: true, condition: 'good', secondsAgo: 0 } as const;
    expect(await checkOuts.checkIn(ana, bringing)).toMatchObject({ wasReported: 'lost', device: { state: 'in_repair' } });
    expect(await reportsOf(id)).toEqual(['lost', 'found']);
    await repairs.close(ana, closing(repairId));
    expect(await school.stateOf(id)).toMatchObject({ state: 'spare', holder_id: null });
  });

  it('stays missing and with its holder in the books when the repair is closed as done', async () => {
    const { id, repairId } = await missingInRepair('stolen');
    const before = await school.stateOf(id);
    await repairs.close(ana, closing(repairId));
    expect(await school.stateOf(id)).toEqual(before);
    expect(before).toMatchObject({ state: 'stolen', holder_id: expect.any(String) });
    expect(await reportsOf(id)).toEqual(['stolen']);
  });

  it('is retired and not found when the repair is closed as scrapped', async () => {
    const { id, repairId } = await missingInRepair('stolen');
    const seen = () => school.sql<{ at: Date | null }>('SELECT last_seen_at AS at FROM device WHERE school_id = $1 AND id = $2', id);
    const before = await seen();
    await repairs.close(school.coach, closing(repairId, { state: 'scrapped' }));
    expect(await school.stateOf(id)).toMatchObject({ state: 'retired', holder_id: null });
    expect(await reportsOf(id)).toEqual(['stolen']);
    expect(await seen()).toEqual(before);
    const [returned] = await school.sql<{ reported: string | null }>(
      `SELECT data->>'wasReported' AS reported FROM event WHERE school_id = $1 AND type = 'check_out.returned' AND data->>'deviceId' = $2`,
      id,
    );
    expect(returned).toEqual({ reported: null });
  });
});
