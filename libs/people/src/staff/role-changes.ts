import { Injectable } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';

/** Somebody's roles and skills were set, whether that changed them or not. */
export interface RoleChange {
  readonly personId: string;
  readonly actorId: string;
}

type FollowUp = (tx: Tx, change: RoleChange) => Promise<void>;

/** Lets other features take along what hangs on who may do what, in the transaction that sets it. */
@Injectable()
export class RoleChanges {
  private readonly registered: FollowUp[] = [];

  register(followUp: FollowUp): void {
    this.registered.push(followUp);
  }

  async run(tx: Tx, change: RoleChange): Promise<void> {
    for (const followUp of this.registered) await followUp(tx, change);
  }
}
