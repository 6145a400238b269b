import { Injectable } from '@nestjs/common';
import type { circulationOperations } from '@firstbell/contracts/circulation';
import type { OutputOf } from '@firstbell/contracts/operation';
import { Database, type Actor } from '@firstbell/platform';
import { draftOf, isFaultOfModel, timesUsual } from './sign.rules.js';
import { SignsStore } from './signs.store.js';

/** What the records tell by themselves: devices that keep failing, and faults of a whole model. */
@Injectable()
export class SignsService {
  constructor(
    private readonly database: Database,
    private readonly store: SignsStore,
  ) {}

  async list(actor: Actor): Promise<OutputOf<(typeof circulationOperations)['listDeviceSigns']>> {
    const { failing, faults } = await this.database.read(actor.schoolId, async (tx) => ({
      failing: await this.store.failing(tx),
      faults: await this.store.faults(tx),
    }));
    return {
      failing: failing.map(({ device, holder, tickets, repairs, last_at }) => ({
        device,
        holder,
        tickets,
        repairs,
        lastAt: last_at.toISOString(),
      })),
      faults: faults.filter(isFaultOfModel).map((fault) => {
        const { model, issueId, issueName, devices, ofModel } = fault;
        return { model, issueId, issueName, devices, ofModel, times: shown(timesUsual(fault)), draft: draftOf(model, issueName, devices) };
      }),
    };
  }
}

/** To one decimal; null where it never occurred before. */
const shown = (times: number | undefined): number | null =>
  times === undefined || !Number.isFinite(times) ? null : Math.round(times * 10) / 10;
