import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '@firstbell/platform';
import { BellChanges, dutyEnd, nextBell, type BellChange } from '@firstbell/schedule';
import { ClaimsStore } from './claims.store.js';
import { DesksStore } from './desks.store.js';
import { DutyStore } from './duty.store.js';
import { HoldsStore } from './holds.store.js';
import { leaseAfterBellChange } from './ticket.rules.js';

/**
 * Whatever is open at the desks follows when the bells are changed: claims, duty and places kept through a lesson run to the new
 * bell, and the screens show it.
 */
@Injectable()
export class DesksFollowBells implements OnModuleInit {
  constructor(
    private readonly changes: BellChanges,
    private readonly claims: ClaimsStore,
    private readonly desks: DesksStore,
    private readonly duty: DutyStore,
    private readonly holds: HoldsStore,
  ) {}

  onModuleInit(): void {
    this.changes.register((tx, change) => this.follow(tx, change));
  }

  /** Duty, then desks, then tickets: in this order whoever leaves a desk or thaws it locks them, too, and two orders stop each other. */
  private async follow(tx: Tx, change: BellChange): Promise<void> {
    const { now, periods, timeZone } = change.after;
    await this.duty.moveEnds(tx, { forAssistants: dutyEnd(change.after, false), forCoaches: dutyEnd(change.after, true) });
    await this.desks.lockAll(tx);
    await this.moveClaims(tx, change);
    await this.moveHolds(tx, change);
    await this.desks.tellPeriod(tx, nextBell(periods, now, timeZone), change.actorId);
  }

  /** Whose lesson is none any more is awaited now. */
  private async moveHolds(tx: Tx, { before, after, actorId }: BellChange): Promise<void> {
    const [from, to] = [before.period?.endsAt, after.period?.endsAt ?? after.now];
    if (from !== undefined && from.getTime() !== to.getTime()) await this.holds.moveEnds(tx, { from, to }, actorId);
  }

  private async moveClaims(tx: Tx, { before, after, actorId }: BellChange): Promise<void> {
    const [oldBell, newBell] = [before.period?.endsAt ?? null, after.period?.endsAt ?? null];
    if (oldBell?.getTime() === newBell?.getTime()) return;
    const moved = (await this.claims.running(tx)).flatMap((claim) => {
      const expiresAt = leaseAfterBellChange(claim, after.settings.leaseMinutes, oldBell, newBell);
      return expiresAt.getTime() === claim.expiresAt.getTime() ? [] : [{ id: claim.id, expiresAt }];
    });
    if (moved.length > 0) await this.claims.moveEnds(tx, moved, actorId);
  }
}
