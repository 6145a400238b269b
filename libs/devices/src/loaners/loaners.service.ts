import { Injectable } from '@nestjs/common';
import type { CheckOutView, circulationOperations, DeviceBrief, LoanerRow } from '@firstbell/contracts/circulation';
import type { InputOf, OutputOf } from '@firstbell/contracts/operation';
import { Database, notFound, safeCsv, type Actor, type Tx } from '@firstbell/platform';
import { SchedulesService } from '@firstbell/schedule';
import { CheckOutsStore } from '../check-outs/check-outs.store.js';
import { HeldDevicesStore } from '../check-outs/held-devices.store.js';
import { mustFitPool } from './loaner.rules.js';
import { LoanersStore } from './loaners.store.js';

type Ops = typeof circulationOperations;

/** The loaner pool: what can be lent, what is out, and what should be back. Lending and returning are check-outs. */
@Injectable()
export class LoanersService {
  constructor(
    private readonly database: Database,
    private readonly store: LoanersStore,
    private readonly checkOuts: CheckOutsStore,
    private readonly devices: HeldDevicesStore,
    private readonly schedules: SchedulesService,
  ) {}

  async list(actor: Actor): Promise<OutputOf<Ops['listLoaners']>> {
    const { day: today } = await this.schedules.at(actor.schoolId);
    return this.database.read(actor.schoolId, async (tx) => ({
      today,
      loaners: withLoans(await this.store.pool(tx), await this.checkOuts.loans(tx)),
    }));
  }

  async csv(actor: Actor): Promise<string> {
    const { loaners } = await this.list(actor);
    return safeCsv([
      ['tag', 'model', 'state', 'lent to', 'out since', 'due on', 'overdue'],
      ...loaners.map(({ device, out }) => [
        device.tag,
        device.model,
        device.state,
        out?.person.name ?? null,
        out?.outAt ?? null,
        out?.dueOn ?? null,
        out?.overdue === true ? 'yes' : 'no',
      ]),
    ]);
  }

  async setLoaner(actor: Actor, input: InputOf<Ops['setLoaner']>): Promise<LoanerRow> {
    return this.database.once(
      actor.schoolId,
      input.requestId,
      async (tx) => {
        const device = await this.devices.lock(tx, { deviceTag: input.deviceTag });
        mustFitPool(device.tag, device.state, device.holder_id !== null, input.loaner);
        await this.devices.change(tx, device.id, { loaner: input.loaner }, { actorId: actor.id, requestId: input.requestId });
        return this.row(tx, device.id);
      },
      (tx, deviceId) => this.row(tx, deviceId),
    );
  }

  /** The job `loaner.remind`: once a day for a loan that is overdue. */
  async remind(schoolId: string, checkOutId: string): Promise<void> {
    await this.database.transaction(schoolId, async (tx) => {
      const taken = await this.store.takeReminder(tx, checkOutId);
      if (taken === undefined) return;
      const { version, ...data } = taken;
      await tx.append({ type: 'loaner.reminded', subjectType: 'check_out', subjectId: checkOutId, version, actorId: null, data });
    });
  }

  private async row(tx: Tx, deviceId: string): Promise<LoanerRow> {
    const device = await this.devices.find(tx, { deviceId });
    if (device === undefined) throw notFound('device', 'deviceTag');
    const { id, tag, model, state } = device;
    return { device: { id, tag, model, state }, out: null };
  }
}

/** The pool, and what was lent although it has left the pool since. */
function withLoans(pool: readonly DeviceBrief[], loans: readonly CheckOutView[]): LoanerRow[] {
  const byDevice = new Map(loans.map((loan) => [loan.device.id, loan]));
  const lent = loans.map((out) => ({ device: out.device, out }));
  const others = pool.filter(({ id }) => !byDevice.has(id)).map((device) => ({ device, out: null }));
  return [...lent, ...others];
}
