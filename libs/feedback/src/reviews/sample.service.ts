import { Injectable } from '@nestjs/common';
import { Database } from '@firstbell/platform';
import { dayBounds, SchedulesService } from '@firstbell/schedule';
import { DateTime } from 'luxon';
import { v7 as uuid } from 'uuid';
import { ReviewsStore } from './reviews.store.js';
import { chooseFairly, sampleMemoryDays, samplesDueBy, usualBells } from './sample.rules.js';
import { SampleStore } from './sample.store.js';

/** The coach's fair sample: a few ordinary tickets a day, so that reviews are not about trouble alone. */
@Injectable()
export class SampleService {
  constructor(
    private readonly database: Database,
    private readonly store: SampleStore,
    private readonly reviews: ReviewsStore,
    private readonly schedules: SchedulesService,
  ) {}

  /** Raises what is due by now; a job's work. Answers how many. Running it twice at once or again changes nothing. */
  async sampleReviews(schoolId: string, now: Date, random: () => number): Promise<number> {
    const { settings, timeZone, day, periods } = await this.schedules.at(schoolId, now);
    const clock = DateTime.fromJSDate(now, { zone: timeZone });
    const allowed = samplesDueBy(clock.toFormat('HH:mm'), bellsOf(periods), settings.reviewSampleADay);
    if (allowed === 0) return 0;
    const today = dayBounds(day, timeZone).from;
    return this.database.transaction(schoolId, async (tx) => {
      await this.store.takeTurn(tx);
      const lately = await this.store.sampledLately(tx, { memory: clock.minus({ days: sampleMemoryDays }).toJSDate(), today });
      const left = allowed - lately.reduce((sum, { today: count }) => sum + count, 0);
      if (left <= 0) return 0;
      const candidates = await this.store.candidates(tx, { from: today, to: now });
      const counts = new Map(lately.map((row) => [row.assistant_id, row.lately]));
      const chosen = chooseFairly(candidates, counts, left, random);
      const raised = chosen.map(({ ticketId, resolution }) => ({ id: uuid(), reason: 'sample' as const, ticketId, round: resolution }));
      return raised.length === 0 ? 0 : this.reviews.raise(tx, raised, null, now);
    });
  }
}

const bellsOf = (periods: readonly { startsAt: string; endsAt: string }[]) => ({
  first: periods.map((period) => period.startsAt).toSorted()[0] ?? usualBells.first,
  last:
    periods
      .map((period) => period.endsAt)
      .toSorted()
      .at(-1) ?? usualBells.last,
});
