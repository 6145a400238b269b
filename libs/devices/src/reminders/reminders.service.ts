import { Injectable } from '@nestjs/common';
import type { circulationOperations } from '@firstbell/contracts/circulation';
import type { OutputOf } from '@firstbell/contracts/operation';
import { Database, type Actor } from '@firstbell/platform';
import { FoundLaptopsStore } from '../found/found-laptops.store.js';
import { RemindersStore } from './reminders.store.js';

/** What changes hands today besides the tickets, for the people at the desk. */
@Injectable()
export class RemindersService {
  constructor(
    private readonly database: Database,
    private readonly store: RemindersStore,
    private readonly found: FoundLaptopsStore,
  ) {}

  async now(actor: Actor): Promise<OutputOf<(typeof circulationOperations)['deskReminders']>> {
    return this.database.read(actor.schoolId, async (tx) => ({
      overdueLoaners: await this.store.overdueLoaners(tx),
      carts: await this.store.promptedCarts(tx),
      found: await this.found.open(tx),
    }));
  }
}
