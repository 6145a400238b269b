import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';

/** Lets other features give a new school its first contents (the starter catalogue) in the transaction that creates it. */
@Injectable()
export class SchoolFounding {
  private readonly steps: ((tx: Tx) => Promise<void>)[] = [];

  register(step: (tx: Tx) => Promise<void>): void {
    this.steps.push(step);
  }

  async run(tx: Tx): Promise<void> {
    for (const step of this.steps) await step(tx);
  }
}
