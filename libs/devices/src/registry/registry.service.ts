import { Injectable } from '@nestjs/common';
import type { Device, deviceOperations, DeviceFilter } from '@firstbell/contracts/devices';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, isCoach, notFound, safeCsv, violatedConstraint, type Actor, type Tx } from '@firstbell/platform';
import { searchName } from '@firstbell/people';
import { stateAfterReport, stateByHand } from './device.rules.js';
import { DeviceHistoryStore } from './device-history.store.js';
import { DeviceListStore } from './device-list.store.js';
import { DevicesStore, type DeviceColumns } from './devices.store.js';

type Ops = typeof deviceOperations;

/** Devices read at a time for an export: between two readings other requests get their turn. */
const csvPage = 5_000;

/** What staff do with the list of devices: look, add, correct, report. */
@Injectable()
export class RegistryService {
  constructor(
    private readonly database: Database,
    private readonly devices: DevicesStore,
    private readonly lists: DeviceListStore,
    private readonly histories: DeviceHistoryStore,
  ) {}

  async list(actor: Actor, input: InputOf<Ops['listDevices']>): Promise<OutputOf<Ops['listDevices']>> {
    return this.database.read(actor.schoolId, (tx) => this.lists.page(tx, input, searchName(input.search), input));
  }

  async choices(actor: Actor): Promise<OutputOf<Ops['deviceChoices']>> {
    return this.database.read(actor.schoolId, async (tx) => {
      const states = await this.lists.states(tx);
      const total = states.reduce((sum, { count }) => sum + count, 0);
      return { total, states, loaners: await this.lists.loaners(tx), models: await this.lists.models(tx) };
    });
  }

  async csv(actor: Actor, filter: DeviceFilter): Promise<string> {
    const head = ['tag', 'serial', 'model', 'manufacturer', 'state', 'holder', 'email', 'location', 'loaner', 'warranty until', 'note'];
    const parts = [safeCsv([head])];
    for (let after: string | undefined = ''; after !== undefined;) {
      const from: string = after;
      const rows = await this.database.read(actor.schoolId, (tx) =>
        this.lists.csvRows(tx, filter, searchName(filter.search), from, csvPage),
      );
      const part = safeCsv(
        rows.map((row) => [
          ...[row.tag, row.serial, row.model, row.manufacturer, row.state, row.holder, row.email, row.location],
          ...[row.loaner ? 'yes' : '', row.warranty_until, row.note],
        ]),
      );
      // Only the first part begins with the byte order mark.
      parts.push(part.replace(/^\uFEFF/, ''));
      after = rows.length < csvPage ? undefined : rows.at(-1)?.tag;
    }
    return parts.join('');
  }

  async page(actor: Actor, deviceId: string): Promise<OutputOf<Ops['device']>> {
    return this.database.read(actor.schoolId, async (tx) => ({
      device: found(await this.devices.find(tx, deviceId)),
      history: await this.histories.of(tx, deviceId, isCoach(actor)),
    }));
  }

  /** Repeated with the same id, it answers the device it made. */
  async add(actor: Pick<Actor, 'schoolId' | 'id'>, input: InputOf<Ops['addDevice']>): Promise<Device> {
    const { id, warrantyUntil, ...fields } = input;
    return this.once(actor, id, fields.tag, async (tx) => {
      await this.devices.add(tx, id, { ...fields, warranty_until: warrantyUntil, state: 'spare' });
      await tx.append({ type: 'device.added', subjectType: 'device', subjectId: id, version: 1, actorId: actor.id, requestId: id });
      return found(await this.devices.find(tx, id));
    });
  }

  async change(actor: Pick<Actor, 'schoolId' | 'id'>, input: InputOf<Ops['changeDevice']>): Promise<Device> {
    return this.once(actor, input.requestId, input.tag ?? '', async (tx) => {
      const before = found(await this.devices.findForUpdate(tx, input.deviceId));
      if (before.version !== input.version) {
        throw new FirstbellError(
          'device.changed_meanwhile',
          409,
          'This device has changed since you opened it. Look at it again and repeat your change.',
          {
            facts: { version: before.version },
          },
        );
      }
      const was = columnsOf(before);
      const to: DeviceColumns = {
        tag: input.tag ?? was.tag,
        serial: input.serial === undefined ? was.serial : input.serial,
        model: input.model ?? was.model,
        manufacturer: input.manufacturer === undefined ? was.manufacturer : input.manufacturer,
        location: input.location === undefined ? was.location : input.location,
        note: input.note === undefined ? was.note : input.note,
        warranty_until: input.warrantyUntil === undefined ? was.warranty_until : input.warrantyUntil,
        loaner: input.loaner ?? was.loaner,
        state: input.state === undefined ? was.state : stateByHand(before, input.state),
      };
      const fields = changedFields(was, to);
      if (fields.length === 0) return before;
      const version = await this.devices.change(tx, before.id, to);
      await tx.append({
        ...{ type: 'device.changed', subjectType: 'device', subjectId: before.id, version, actorId: actor.id, requestId: input.requestId },
        data: { fields: fields.join(',') },
      });
      return found(await this.devices.find(tx, before.id));
    });
  }

  /** Whoever has it keeps it in the books: a lost device is still theirs, and found it is theirs again. */
  async report(actor: Pick<Actor, 'schoolId' | 'id'>, input: InputOf<Ops['reportDevice']>): Promise<Device> {
    return this.once(actor, input.requestId, '', async (tx) => {
      const before = found(await this.devices.findForUpdate(tx, input.deviceId));
      const state = stateAfterReport(before, input.report);
      const version = await this.devices.report(
        tx,
        {
          id: input.requestId,
          deviceId: before.id,
          kind: input.report,
          by: actor.id,
          lastSeenOn: input.lastSeenOn ?? null,
          place: input.place ?? null,
          note: input.note ?? null,
        },
        state,
      );
      await tx.append({
        ...{ type: 'device.reported', subjectType: 'device', subjectId: before.id, version, actorId: actor.id, requestId: input.requestId },
        data: { report: input.report, state },
      });
      return found(await this.devices.find(tx, before.id));
    });
  }

  private async once(actor: Pick<Actor, 'schoolId'>, requestId: string, tag: string, work: (tx: Tx) => Promise<Device>): Promise<Device> {
    const named = (tx: Tx): Promise<Device> =>
      work(tx).catch((error: unknown) => {
        if (violatedConstraint(error) !== 'device_school_id_tag_key') throw error;
        throw new FirstbellError(
          'device.tag_taken',
          409,
          `Another device of this school has the tag “${tag}”. Look for it in the registry.`,
          {
            field: 'tag',
          },
        );
      });
    return this.database.once(actor.schoolId, requestId, named, async (tx, subjectId) => found(await this.devices.find(tx, subjectId)));
  }
}

function found(device: Device | undefined): Device {
  if (device === undefined) throw notFound('device', 'deviceId');
  return device;
}

function columnsOf({ tag, serial, model, manufacturer, location, note, warrantyUntil, loaner, state }: Device): DeviceColumns {
  return { tag, serial, model, manufacturer, location, note, warranty_until: warrantyUntil, loaner, state };
}

/** As the contract calls them. */
const fieldNames: readonly (readonly [keyof DeviceColumns, string])[] = [
  ['tag', 'tag'],
  ['serial', 'serial'],
  ['model', 'model'],
  ['manufacturer', 'manufacturer'],
  ['location', 'location'],
  ['note', 'note'],
  ['warranty_until', 'warrantyUntil'],
  ['loaner', 'loaner'],
  ['state', 'state'],
];

const changedFields = (was: DeviceColumns, to: DeviceColumns): string[] =>
  fieldNames.flatMap(([column, name]) => (was[column] === to[column] ? [] : [name]));
