import { Injectable } from '@nestjs/common';
import type { feedbackOperations } from '@firstbell/contracts/feedback';
import type { OutputOf } from '@firstbell/contracts/operation';
import { Database, type Actor } from '@firstbell/platform';
import { dayBounds, schoolDay } from '@firstbell/schedule';
import { MyWorkStore } from './my-work.store.js';
import { releasedFeedback } from './released-feedback.rules.js';

/** What an assistant sees of their own work: totals, never a sentence, a time or a ticket. */
@Injectable()
export class MyWorkService {
  constructor(
    private readonly database: Database,
    private readonly store: MyWorkStore,
  ) {}

  async of(actor: Actor, now = new Date()): Promise<OutputOf<(typeof feedbackOperations)['myWork']>> {
    const day = schoolDay(now, actor.timeZone);
    const since = { today: dayBounds(day, actor.timeZone).from, month: dayBounds(`${day.slice(0, 7)}-01`, actor.timeZone).from };
    return this.database.read(actor.schoolId, async (tx) => {
      const { today, month, unread } = await this.store.counts(tx, actor.id, since);
      return {
        resolvedToday: today,
        resolvedThisMonth: month,
        unreadNotes: unread,
        feedback: releasedFeedback(await this.store.answers(tx, actor.id)),
      };
    });
  }
}
