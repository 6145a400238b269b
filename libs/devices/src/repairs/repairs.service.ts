import { Injectable } from '@nestjs/common';
import type { circulationOperations, RepairRow } from '@firstbell/contracts/circulation';
import type { EventType } from '@firstbell/contracts/events';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, isCoach, notFound, safeCsv, type Actor, type NewEvent, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { DeviceExchange } from '../check-outs/device-exchange.js';
import { HeldDevicesStore, type DeviceRow } from '../check-outs/held-devices.store.js';
import { isMissing } from '../registry/device.rules.js';
import {
  isAdult,
  mustAnswerForLoaner,
  mustBeAdultToScrap,
  mustBeRepairable,
  mustHaveHolder,
  mustNotBeOver,
  stateAfterRepair,
} from './repair.rules.js';
import { RepairsStore, type LockedRepair, type RepairPatch } from './repairs.store.js';

type Ops = typeof circulationOperations;

/** Rows of the CSV; a school with more repairs filters. */
const rowsOfCsv = 20_000;

/** Repairs from taken in to closed. The loaner given meanwhile is part of the same step, and of the same transaction. */
@Injectable()
export class RepairsService {
  constructor(
    private readonly database: Database,
    private readonly store: RepairsStore,
    private readonly devices: HeldDevicesStore,
    private readonly exchange: DeviceExchange,
    private readonly schedules: SchedulesService,
  ) {}

  async list(actor: Actor, input: InputOf<Ops['listRepairs']>): Promise<OutputOf<Ops['listRepairs']>> {
    const { repairs, total } = await this.database.read(actor.schoolId, (tx) => this.store.list(tx, input, input));
    return { repairs: repairs.map((repair) => asSeenBy(actor, repair)), total };
  }

  async csv(actor: Actor, input: InputOf<Ops['repairsCsv']>): Promise<string> {
    const { repairs } = await this.database.read(actor.schoolId, (tx) => this.store.list(tx, input, { offset: 0, limit: rowsOfCsv }));
    return safeCsv([
      ['tag', 'model', 'holder', 'problem', 'ticket', 'state', 'warranty', 'damage', 'vendor', 'cost', 'opened', 'closed', 'outcome'],
      ...repairs.map((repair) => [
        repair.device.tag,
        repair.device.model,
        repair.holder?.name ?? null,
        repair.problem,
        repair.ticketCode,
        repair.state,
        repair.warranty ? 'yes' : 'no',
        repair.damage ? 'yes' : 'no',
        repair.vendor,
        repair.costCents === null ? null : (repair.costCents / 100).toFixed(2),
        repair.openedAt,
        repair.closedAt,
        repair.outcome,
      ]),
    ]);
  }

  async open(actor: Actor, input: InputOf<Ops['openRepair']>): Promise<RepairRow> {
    const { day: today } = await this.schedules.at(actor.schoolId);
    return this.database.once(
      actor.schoolId,
      input.id,
      async (tx) => {
        const { deviceId, deviceTag, loaner } = input;
        await this.devices.lockAll(tx, [{ deviceId, deviceTag }, ...(loaner === undefined ? [] : [{ deviceTag: loaner.deviceTag }])]);
        const device = await this.devices.lock(tx, { deviceId, deviceTag });
        mustBeRepairable(device, await this.store.isOpen(tx, device.id));
        await this.mustKnow(tx, actor, input);
        const shelf = input.shelve && device.shelf === null ? await this.store.freeShelf(tx) : device.shelf;
        await this.devices.change(tx, device.id, { state: 'in_repair', shelf }, { actorId: actor.id });
        if (loaner !== undefined) await this.lend(tx, actor, device, input.id, { ...loaner, today });
        const { problem, warranty, damage, ticketId = null, issueId = null, vendor = null } = input;
        const loanerCheckOutId = loaner?.checkOutId ?? null;
        const rest = { problem, warranty, damage, ticketId, issueId, vendor, loanerCheckOutId };
        await this.store.insert(tx, { id: input.id, deviceId: device.id, openedBy: actor.id, ...rest });
        const data = { deviceId: device.id, ticketId, issueId, warranty, damage, loanerCheckOutId };
        await tx.append({ ...about(actor, input.id, 'repair.opened'), version: 1, requestId: input.id, data });
        return this.seenBy(actor, tx, input.id);
      },
      (tx, id) => this.seenBy(actor, tx, id),
    );
  }

  async change(actor: Actor, input: InputOf<Ops['changeRepair']>): Promise<RepairRow> {
    const { requestId: _, repairId: __, ...patch } = input;
    return this.work(actor, input, 'repair.changed', (repair) => {
      mustNotBeOver(repair.state);
      return patch;
    });
  }

  /** Also after it is over: the bill comes later. */
  async setCost(actor: Actor, input: InputOf<Ops['setRepairCost']>): Promise<RepairRow> {
    return this.work(actor, input, 'repair.changed', () => ({ cost_cents: input.costCents }));
  }

  async close(actor: Actor, input: InputOf<Ops['closeRepair']>): Promise<RepairRow> {
    mustBeAdultToScrap(actor, input.state);
    return this.work(actor, input, 'repair.closed', async (repair, tx) => {
      mustNotBeOver(repair.state);
      const loaner = repair.loaner === null ? null : { ...repair.loaner, answer: mustAnswerForLoaner(repair.loaner.tag, input.loaner) };
      await this.devices.lockAll(tx, [{ deviceId: repair.device_id }, ...(loaner === null ? [] : [loaner])]);
      if (loaner?.answer === 'returned') {
        await this.exchange.takeBack(tx, actor, {
          device: { deviceId: loaner.deviceId },
          charger: input.loanerCharger,
          laptopCase: input.loanerCase,
          condition: input.loanerCondition,
          conditionNote: null,
          secondsAgo: 0,
        });
      }
      await this.endForDevice(tx, actor, repair.device_id, input.state);
      return { state: input.state, outcome: input.outcome, closed_by: actor.id, closed_at: new Date() };
    });
  }

  /**
   * What is scrapped is nobody's any more; what accessories its holder still has was not looked at. What is lost or stolen by
   * then is not found by it.
   */
  private async endForDevice(tx: Tx, actor: Actor, deviceId: string, outcome: 'done' | 'scrapped'): Promise<void> {
    const device = await this.devices.lock(tx, { deviceId });
    const held = device.holder_id !== null;
    const missing = isMissing(device.state);
    if (missing && outcome === 'done') return;
    if (held && outcome === 'scrapped') {
      const unlooked = { charger: null, laptopCase: null, condition: 'damaged', conditionNote: null, secondsAgo: 0 } as const;
      await this.exchange.takeBack(tx, actor, { device: { deviceId }, ...unlooked, unseen: true });
    }
    const shelf = outcome === 'scrapped' ? null : device.shelf;
    const by = { actorId: actor.id, secondsAgo: missing ? null : 0 };
    await this.devices.change(tx, deviceId, { state: stateAfterRepair(outcome, held), shelf }, by);
  }

  private async lend(
    tx: Tx,
    actor: Actor,
    device: DeviceRow,
    repairId: string,
    loaner: NonNullable<InputOf<Ops['openRepair']>['loaner']> & { today: string },
  ): Promise<void> {
    const { checkOutId, deviceTag, ...rest } = loaner;
    const personId = mustHaveHolder(device.tag, device.holder_id);
    const asked = { id: checkOutId, device: { deviceTag }, who: { personId }, sentHash: `repair ${repairId}` };
    await this.exchange.give(tx, actor, { ...asked, ...rest, kind: 'loaner', planId: null, conditionNote: null, secondsAgo: 0 });
  }

  /** Locks, decides, writes, tells: the same for every change, once per request id. */
  private async work(
    actor: Actor,
    input: { readonly repairId: string; readonly requestId: string },
    type: 'repair.changed' | 'repair.closed',
    decide: (repair: LockedRepair, tx: Tx) => RepairPatch | Promise<RepairPatch>,
  ): Promise<RepairRow> {
    const { repairId, requestId } = input;
    return this.database.once(
      actor.schoolId,
      requestId,
      async (tx) => {
        const repair = await this.store.lock(tx, repairId);
        if (repair === undefined) throw notFound('repair', 'repairId');
        const version = await this.store.update(tx, repairId, await decide(repair, tx));
        const row = await this.seenBy(actor, tx, repairId);
        await tx.append({ ...about(actor, repairId, type), version, requestId, data: { deviceId: repair.device_id, state: row.state } });
        return row;
      },
      (tx, id) => this.seenBy(actor, tx, id),
    );
  }

  private async mustKnow(tx: Tx, actor: Actor, input: InputOf<Ops['openRepair']>): Promise<void> {
    const audiences = isCoach(actor) ? ['desk', 'coach'] : ['desk'];
    if (input.ticketId !== undefined && !(await this.store.ticketIsThere(tx, input.ticketId, audiences)))
      throw notFound('ticket', 'ticketId');
    if (input.issueId !== undefined && !(await this.store.issueIsThere(tx, input.issueId))) throw notFound('issue', 'issueId');
  }

  private async seenBy(actor: Actor, tx: Tx, id: string): Promise<RepairRow> {
    const row = await this.store.row(tx, id);
    if (row === undefined) throw notFound('repair', 'repairId');
    return asSeenBy(actor, row);
  }
}

const about = (actor: Actor, id: string, type: EventType): Pick<NewEvent, 'type' | 'subjectType' | 'subjectId' | 'actorId'> => ({
  type,
  subjectType: 'repair',
  subjectId: id,
  actorId: actor.id,
});

const asSeenBy = (actor: Actor, row: RepairRow): RepairRow => (isAdult(actor) ? row : { ...row, costCents: null });
