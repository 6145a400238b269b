import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';
import type { SchoolNow } from './school-now.rules.js';

/** The same moment by the bells as they were and as they are now. */
export interface BellChange {
  readonly before: SchoolNow;
  readonly after: SchoolNow;
  readonly actorId: string;
}

/** Lets other features take along what hangs on the bells (leases, screens), in the transaction that changes them. */
@Injectable()
export class BellChanges {
  private readonly steps: ((tx: Tx, change: BellChange) => Promise<void>)[] = [];

  register(step: (tx: Tx, change: BellChange) => Promise<void>): void {
    this.steps.push(step);
  }

  async run(tx: Tx, change: BellChange): Promise<void> {
    for (const step of this.steps) await step(tx, change);
  }
}
