import { v7 as uuid } from 'uuid';
import type { SeededRandom } from '../seeded-random.js';
import { type ApiClient, RefusedError } from './api-client.js';
import type { PlayedClock } from './played-clock.js';

const everyMinutes = 12;
/** Some stay open, so that the inbox has something to decide. */
const leftOpen = 5;
const advice = [
  'Ask them to show you where it happens, then try it with a cable.',
  'Swap it for a spare and put this one on the repair shelf.',
] as const;
const praise = [
  'You let them hold the mouse. Do that again.',
  'Good question at the start: it saved ten minutes.',
  'Next time say what you are about to do before you do it.',
] as const;

/** The coach looks at the inbox now and then. */
export class PlayedCoach {
  constructor(
    private readonly coach: ApiClient,
    private readonly deskId: string,
    private readonly random: SeededRandom,
    private readonly clock: PlayedClock,
  ) {}

  async work(): Promise<void> {
    while (!this.clock.over) {
      await this.clock.pass(everyMinutes);
      await this.lookAtInbox().catch((error: unknown) => {
        // Somebody else settled it meanwhile.
        if (!(error instanceof RefusedError)) throw error;
      });
    }
  }

  private async lookAtInbox(): Promise<void> {
    const { reviews } = await this.coach.call('listReviews', { deskId: this.deskId });
    const oldest = reviews.at(-1);
    if (reviews.length <= leftOpen || oldest === undefined || this.clock.over) return;
    if (oldest.reason === 'escalated' && oldest.ticketState === 'escalated') {
      await this.coach.call('returnEscalation', { reviewId: oldest.id, requestId: uuid(), advice: this.random.pick(advice), to: 'line' });
      return;
    }
    if (oldest.assistant !== null && this.random.chance(0.4)) {
      await this.coach.call('writeCoachNote', {
        id: uuid(),
        toPersonId: oldest.assistant.id,
        body: this.random.pick(praise),
        reviewId: oldest.id,
      });
    }
    await this.coach.call('settleReview', { reviewId: oldest.id });
  }
}
