import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CheckOutView, circulationOperations, Scanned } from '@firstbell/contracts/circulation';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, FirstbellError, type Actor } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { ambiguous } from './check-out.rules.js';
import { CheckOutsStore } from './check-outs.store.js';
import { DeviceExchange } from './device-exchange.js';
import { HeldDevicesStore, type WhichDevice } from './held-devices.store.js';

type Ops = typeof circulationOperations;
type CheckedIn = OutputOf<Ops['checkIn']>;

/** Giving devices out and taking them back, each once, whatever a station sends again. */
@Injectable()
export class CheckOutsService {
  constructor(
    private readonly database: Database,
    private readonly checkOuts: CheckOutsStore,
    private readonly devices: HeldDevicesStore,
    private readonly exchange: DeviceExchange,
    private readonly schedules: SchedulesService,
  ) {}

  async readScan(actor: Actor, input: InputOf<Ops['readScan']>): Promise<Scanned> {
    const { people, devices } = await this.database.read(actor.schoolId, (tx) => this.checkOuts.scanned(tx, input.scan));
    if (people.filter(({ left }) => !left).length > 1) throw ambiguous('scan');
    if (devices.length > 1) throw ambiguous('deviceTag');
    const [person = null, device = null] = [people[0], devices[0]];
    // The tag is what is on the table; that somebody's badge has the same number is said by its field.
    if (person === null && device === null) {
      throw new FirstbellError(
        'scan.unknown',
        404,
        'Neither a badge nor a device of this school has this number. Scan again, or type it.',
        {
          field: 'scan',
        },
      );
    }
    return { person, device };
  }

  async checkOut(actor: Actor, input: InputOf<Ops['checkOut']>): Promise<CheckOutView> {
    mustSay(input.personId, input.scan, 'person', 'personId');
    mustSay(input.deviceId, input.deviceTag, 'device', 'deviceTag');
    const { day: today } = await this.schedules.at(actor.schoolId);
    const sentHash = contentHash(input);
    try {
      return await this.database.once(
        actor.schoolId,
        input.id,
        async (tx) => {
          const { personId, scan, deviceId, deviceTag, planId = null, dueOn = null, conditionNote = null, ...rest } = input;
          const gift = { ...rest, who: { personId, scan }, device: { deviceId, deviceTag }, planId, dueOn, conditionNote, today, sentHash };
          await this.exchange.give(tx, actor, gift, input.id);
          return this.mustView(await this.checkOuts.view(tx, input.id));
        },
        async (tx, subjectId) => {
          const first = await this.checkOuts.sent(tx, subjectId);
          if (first?.hash !== sentHash) throw idUsedTwice();
          return first.view;
        },
      );
    } catch (error) {
      if (error instanceof FirstbellError && error.code === 'check_out.reported') await this.see(actor, input);
      throw error;
    }
  }

  async checkIn(actor: Actor, input: InputOf<Ops['checkIn']>): Promise<CheckedIn> {
    mustSay(input.deviceId, input.deviceTag, 'device', 'deviceTag');
    const checkedIn = this.database.once<CheckedIn>(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const { deviceId, deviceTag, conditionNote = null, ...rest } = input;
        const taking = { ...rest, device: { deviceId, deviceTag }, conditionNote };
        const { checkOutId, wasReported } = await this.exchange.takeBack(tx, actor, taking, input.requestId);
        return { ...this.mustView(await this.checkOuts.view(tx, checkOutId)), wasReported };
      },
      async (tx, subjectId) => ({
        ...this.mustView(await this.checkOuts.view(tx, subjectId)),
        wasReported: await this.checkOuts.reportedUntil(tx, input.requestId),
      }),
    );
    return checkedIn.catch(async (error: unknown) => {
      // There is no record to answer with, but it is on the desk.
      if (error instanceof FirstbellError && error.code === 'check_out.found_with_nobody')
        await this.database.transaction(actor.schoolId, (tx) => this.exchange.foundWithNobody(tx, actor, input));
      throw error;
    });
  }

  /** A device that is looked for was on the scanner: that is remembered although nothing was given out. */
  private async see(actor: Actor, device: WhichDevice): Promise<void> {
    await this.database.transaction(actor.schoolId, async (tx) => {
      const { id } = await this.devices.lock(tx, device);
      await this.devices.change(tx, id, {}, { actorId: actor.id });
    });
  }

  private mustView(view: CheckOutView | undefined): CheckOutView {
    if (view === undefined) throw idUsedTwice();
    return view;
  }
}

function mustSay(id: string | undefined, scan: string | undefined, what: 'person' | 'device', field: string): void {
  if ((id === undefined) !== (scan === undefined)) return;
  throw new FirstbellError(
    `check_out.which_${what}`,
    400,
    `Say which ${what} by its id or by a scan, not by both. Correct it and send again.`,
    {
      field,
    },
  );
}

/** Of everything that says what is given to whom; how late it was sent is not part of it. */
function contentHash({ id: _id, secondsAgo: _sent, ...content }: InputOf<Ops['checkOut']>): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest('base64url');
}

const idUsedTwice = () =>
  new FirstbellError('check_out.id_used', 409, 'This id has been used for something else. Send it again under a new id.', { field: 'id' });
