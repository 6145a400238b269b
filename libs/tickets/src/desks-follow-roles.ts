import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RoleChanges } from '@firstbell/people';
import { DutyFollowUps } from './duty-follow-ups.js';
import { DutyStore } from './duty.store.js';

/** What somebody on duty may take is another thing with other skills: at their desks it is as if they had come or gone. */
@Injectable()
export class DesksFollowRoles implements OnModuleInit {
  constructor(
    private readonly changes: RoleChanges,
    private readonly duty: DutyStore,
    private readonly followUps: DutyFollowUps,
  ) {}

  onModuleInit(): void {
    this.changes.register(async (tx, { personId, actorId }) => {
      for (const deskId of await this.duty.desksOf(tx, personId)) await this.followUps.run(tx, { deskId, actorId });
    });
  }
}
