import { demoSeed, generateDemoSchool, type DemoSchool } from '../demo-school.js';
import { seededRandom, type SeededRandom } from '../seeded-random.js';
import { ApiClient, RefusedError } from './api-client.js';
import { DayCount } from './day-count.js';
import { PlayedAssistant } from './played-assistant.js';
import { PlayedClock } from './played-clock.js';
import { PlayedCoach } from './played-coach.js';
import { PlayedStudents } from './played-students.js';
import { playedPeriods, visitsOfADay } from './school-day.rules.js';
import type { TrafficOptions } from './traffic-options.rules.js';

export interface DemoTrafficOptions extends TrafficOptions {
  readonly password: string;
  readonly say: (line: string) => void;
  /** Ends the day early. */
  readonly ended?: AbortSignal;
  readonly seed?: number;
}

/** Plays a day at the desk of the demo school over its API, then takes its kiosk and its assistants away again. */
export async function playDemoTraffic(options: DemoTrafficOptions): Promise<DayCount> {
  const school = generateDemoSchool(demoSeed);
  const random = seededRandom(options.seed ?? Date.now());
  const coach = await signedIn(options, 'coach@demo.example');
  const { desks } = await coach.call('me', {});
  const [desk] = desks;
  if (desk === undefined) throw new Error('The open school has no desk.');
  const { kiosk, stationId } = await pairedKiosk(options.base, coach, desk.id);
  const over = new AbortController();
  const clock = new PlayedClock(options.speed, options.ended === undefined ? over.signal : AbortSignal.any([over.signal, options.ended]));
  const count = new DayCount();
  try {
    const { issues } = await kiosk.call('listIssues', {});
    const atDesk = issues.filter(({ audience, active }) => audience === 'desk' && active);
    const students = new PlayedStudents({ kiosk, badges: badgesOf(school), issues: atDesk, random, clock, count });
    const parts = { deskId: desk.id, issues: new Map(issues.map((issue) => [issue.id, issue])), students, random, clock, count };
    const periods = playPeriods(options, school, clock, count, async (email, untilMinute) =>
      new PlayedAssistant({ ...parts, client: await signedIn(options, email) }).work(untilMinute),
    ).then(() => over.abort());
    const coming = playVisits(options.minutes, students, atDesk.length, random, clock, count);
    const watching = new PlayedCoach(coach, desk.id, random, clock).work();
    await Promise.all([periods, coming, watching]);
  } finally {
    over.abort();
    await coach.call('unpairStation', { stationId });
  }
  return count;
}

/** Each period with its own assistants, one period after the other. */
async function playPeriods(
  { minutes, say }: DemoTrafficOptions,
  { people }: DemoSchool,
  clock: PlayedClock,
  count: DayCount,
  work: (email: string, untilMinute: number) => Promise<void>,
): Promise<void> {
  for (const period of playedPeriods.filter(({ from }) => from < minutes)) {
    await clock.until(period.from);
    if (clock.over) return;
    const assistants = people.flatMap(({ email, shifts }) => (email !== null && shifts.includes(period.name) ? [email] : []));
    await Promise.all(assistants.map((email) => work(email, Math.min(period.to, minutes))));
    say(`${period.name}: ${count.toString()}`);
  }
}

async function playVisits(
  minutes: number,
  students: PlayedStudents,
  issues: number,
  random: SeededRandom,
  clock: PlayedClock,
  count: DayCount,
): Promise<void> {
  for (const visit of visitsOfADay(random, Number.MAX_SAFE_INTEGER, issues).filter(({ minute }) => minute < minutes)) {
    await clock.until(visit.minute);
    if (clock.over) return;
    await students.come(visit).catch((error: unknown) => {
      // They are in line for this already.
      if (!(error instanceof RefusedError)) throw error;
      count.refused += 1;
    });
  }
}

async function signedIn({ base, password }: DemoTrafficOptions, email: string): Promise<ApiClient> {
  const client = new ApiClient(base);
  await client.call('signIn', { email, password });
  return client;
}

async function pairedKiosk(base: string, coach: ApiClient, deskId: string): Promise<{ kiosk: ApiClient; stationId: string }> {
  const kiosk = new ApiClient(base);
  const { pairingId, code, secret } = await kiosk.call('startPairing', { kind: 'kiosk' });
  const { id } = await coach.call('pairStation', { code, name: 'Kiosk of the played day', deskId });
  await kiosk.call('pairingState', { pairingId, secret });
  return { kiosk, stationId: id };
}

/** Assistants do not bring their own laptops to the desk they work at. */
function badgesOf({ people }: DemoSchool): string[] {
  return people.flatMap(({ badge, roles }) => (badge === null || roles.length > 1 ? [] : [badge]));
}
