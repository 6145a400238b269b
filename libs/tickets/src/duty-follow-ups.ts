import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';

/** Somebody came on duty at a desk or went off it, told inside the transaction in which it happened. */
export interface DutyChange {
  readonly deskId: string;
  /** Nobody when the bell did it. */
  readonly actorId: string | null;
}

type FollowUp = (tx: Tx, change: DutyChange) => Promise<void>;

/** Lets other features write what follows from who is on duty, without the desk knowing them. */
@Injectable()
export class DutyFollowUps {
  private readonly registered: FollowUp[] = [];

  register(followUp: FollowUp): void {
    this.registered.push(followUp);
  }

  async run(tx: Tx, change: DutyChange): Promise<void> {
    for (const followUp of this.registered) await followUp(tx, change);
  }
}
