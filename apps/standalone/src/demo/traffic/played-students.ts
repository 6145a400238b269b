import type { Issue } from '@firstbell/contracts/issues';
import { v7 as uuid } from 'uuid';
import type { SeededRandom } from '../seeded-random.js';
import type { ApiClient } from './api-client.js';
import type { DayCount } from './day-count.js';
import type { PlayedClock } from './played-clock.js';
import type { Visit } from './school-day.rules.js';

const newcomers = ['Nadia Newcomer', 'Tomás Recién', 'Jo Transfer', 'Lena Fresh'] as const;
const comments = ['It works again, thank you!', 'Fast and friendly.', 'I learned where the switch is.', 'Todo bien, gracias.'] as const;
const lowComments = [
  'It broke again in the next class.',
  'I did not understand what was done.',
  'Nobody told me why it happened.',
] as const;
/** Filings are dated back a little, so that waits look like those of a day and not of a minute. */
const datedBackSeconds = 540;

interface PlayedStudentsParts {
  readonly kiosk: ApiClient;
  readonly badges: readonly string[];
  readonly issues: readonly Issue[];
  readonly random: SeededRandom;
  readonly clock: PlayedClock;
  readonly count: DayCount;
}

/** What students do: come with a problem, and say how it went. */
export class PlayedStudents {
  constructor(private readonly parts: PlayedStudentsParts) {}

  async come(visit: Visit): Promise<void> {
    const { kiosk, badges, issues, random, count } = this.parts;
    const issue = issues[visit.issue % issues.length];
    const scan = badges[visit.student % badges.length];
    if (issue === undefined || scan === undefined) return;
    if (visit.kind === 'solved') {
      await kiosk.call('recordSelfHelp', { issueId: issue.id, requestId: uuid() });
      count.solvedBySelfHelp += 1;
      return;
    }
    await kiosk.call('fileTicket', {
      id: uuid(),
      issueId: issue.id,
      secondsAgo: random.whole(datedBackSeconds),
      language: random.chance(0.15) ? 'es' : 'en',
      ...(visit.kind === 'new' ? { typedName: random.pick(newcomers) } : { scan }),
      ...(visit.kind === 'tries' ? { keepPlace: true } : {}),
      ...(visit.kind === 'adult' ? { wantsAdult: true } : {}),
    });
    count.filed += 1;
  }

  /** Most say yes three times; some are not happy, and half of those want it looked at again. */
  async sayHowItWent(ticketId: string): Promise<void> {
    const { kiosk, random, clock, count } = this.parts;
    if (!random.chance(0.6)) return;
    await clock.pass(1 + random.whole(4));
    const unhappy = random.chance(0.12);
    const fixed = unhappy ? (random.chance(0.5) ? 'no' : 'partly') : 'yes';
    await kiosk.call('giveFeedback', {
      ticketId,
      requestId: uuid(),
      fixed,
      explained: unhappy ? 'partly' : random.chance(0.85) ? 'yes' : 'partly',
      respected: 'yes',
      reopen: fixed === 'no' && random.chance(0.5),
      ...(random.chance(0.4) ? { comment: unhappy ? random.pick(lowComments) : random.pick(comments) } : {}),
    });
    count.feedback += 1;
  }
}
