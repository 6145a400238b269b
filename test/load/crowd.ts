import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Latencies } from '../bench/latencies.js';
import { NewFilings } from '../bench/new-filings.js';
import { Client } from '../support/client.js';
import { LineScreen } from '../support/line-screen.js';
import { cpuOf } from './costs.js';
import { memoryByKind, type ByKind } from './cpu-by-kind.js';
import { eventLoopLags } from './event-loop-lag.js';
import { foundSchools, type FoundedSchool } from './found-schools.js';
import type { LoadInstallation } from './load-installation.js';

const screensASchool = 10;
/** Schools whose screens open at the same time. */
const schoolsAtOnce = 10;
const restMs = 20_000;
const patienceMs = 60_000;
/** Of so many schools it is seen that their screens still hear something. */
const schoolsWithNews = 50;
const lookMs = 20;

interface Percentiles {
  readonly count: number;
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
  readonly last_ms: number | null;
}

export interface CrowdFigures {
  readonly screens: number;
  readonly openedInSeconds: number;
  /** By kind, with all screens open, and before. */
  readonly memoryMb: ByKind;
  readonly memoryBeforeMb: ByKind;
  /** CPU by kind in one second in which nothing happens. */
  readonly restMsASecond: ByKind;
  /** From the answer to a filing until each screen of the desk shows it. */
  readonly news: Percentiles;
  /**
   * What happened to one realtime process; from then until each screen that lost its connection is right again, and how long an
   * event loop stood still meanwhile. Ten seconds of it in the program with the browsers, and they take their server for gone.
   */
  readonly returns: readonly (Percentiles & { readonly after: NodeJS.Signals; readonly longestPauseMs: ByKind })[];
  readonly faults: readonly string[];
}

/** Opens screens that only watch, as many as asked for, and looks at who holds them. */
export async function runCrowd(screens: number, installation: LoadInstallation, say: (line: string) => void): Promise<CrowdFigures> {
  const count = Math.ceil(screens / screensASchool);
  say(`Founding ${count} schools …`);
  const schools = (await foundSchools(installation.appUrl, count, 1)).map((school) => new WatchingSchool(school, installation.base));
  const all = () => schools.flatMap((school) => school.screens);
  const faults: string[] = [];
  const allLive = async (what: string) => {
    const missing = await until(() => all().filter(({ phase }) => phase !== 'live').length, patienceMs);
    if (missing > 0) faults.push(`${missing} screens are not live a minute after ${what}.`);
  };
  try {
    const memoryBeforeMb = memoryByKind();
    say('Opening their screens …');
    const opening = await cpuOf(async () => {
      for (let first = 0; first < schools.length; first += schoolsAtOnce) {
        const some = schools.slice(first, first + schoolsAtOnce);
        for (const school of some) school.open();
        await until(() => some.filter((school) => !school.isLive).length, 5_000);
      }
      await allLive('they were opened');
    });
    const memoryMb = memoryByKind();
    say(`${all().length} screens are open. Looking at them while nothing happens …`);
    const rest = await cpuOf(() => sleep(restMs));
    say('Filing in some of the schools …');
    const news = await newsReach(schools.slice(0, schoolsWithNews), faults);
    const returns: CrowdFigures['returns'][number][] = [];
    for (const [number, after] of (['SIGTERM', 'SIGKILL'] as const).entries()) {
      // After the first has ended, the second has all screens.
      const pid = installation.realtimePids()[number];
      if (pid === undefined) break;
      say(`Ending a realtime process (${after}) …`);
      const came = new Latencies();
      await eventLoopLags(installation, 'max');
      const ownPauses = monitorEventLoopDelay();
      ownPauses.enable();
      process.kill(pid, after);
      await returned(all(), came);
      await allLive(after);
      const ofServer = await eventLoopLags(installation, 'max');
      const longestPauseMs = new Map([...ofServer, ['load', ownPauses.max / 1e6] as const]);
      returns.push({ after, ...percentilesOf(came), longestPauseMs });
      await sleep(restMs);
    }
    return {
      screens: all().length,
      openedInSeconds: opening.seconds,
      memoryMb,
      memoryBeforeMb,
      restMsASecond: new Map([...rest.cpuMs].map(([kind, ms]) => [kind, ms / rest.seconds])),
      news,
      returns,
      faults,
    };
  } finally {
    for (const screen of all()) screen.close();
  }
}

class WatchingSchool {
  screens: LineScreen[] = [];
  private readonly deskId: string;

  constructor(
    readonly school: FoundedSchool,
    private readonly base: string,
  ) {
    this.deskId = school.desks[0]?.id ?? '';
  }

  open(): void {
    const { assistants, coachCookie, boardCookie, kioskCookies } = this.school;
    const screen = (cookie: string, room: ConstructorParameters<typeof LineScreen>[1]) =>
      new LineScreen(this.clientOf(cookie), room, this.deskId);
    this.screens = [
      ...assistants.map(({ cookie }) => screen(cookie, 'desk')),
      screen(coachCookie, 'coach'),
      screen(boardCookie, 'board'),
      ...kioskCookies.map((cookie) => screen(cookie, 'kiosk')),
    ];
  }

  get isLive(): boolean {
    return this.screens.every(({ phase }) => phase === 'live');
  }

  /** Answers the ticket, which the screens of the desk and the coach are to show. */
  async file(): Promise<{ ticketId: string; showing: LineScreen[] }> {
    const { request } = new NewFilings(this.school).next(this.school.desks);
    const { id } = await this.clientOf(this.school.kioskCookies[0] ?? '').call('fileTicket', request);
    return { ticketId: id, showing: this.screens.slice(0, this.school.assistants.length + 1) };
  }

  private clientOf(cookie: string): Client {
    const client = new Client(this.base);
    client.cookie = cookie;
    return client;
  }
}

async function newsReach(schools: readonly WatchingSchool[], faults: string[]): Promise<Percentiles> {
  const shown = new Latencies();
  for (const school of schools) {
    const { ticketId, showing } = await school.file();
    const began = performance.now();
    const without = new Set(showing);
    const missing = await until(() => {
      for (const screen of without) {
        if (!screen.shows(ticketId)) continue;
        without.delete(screen);
        shown.add(performance.now() - began);
      }
      return without.size;
    }, 5_000);
    if (missing > 0) faults.push(`${missing} screens did not hear of a ticket within five seconds.`);
  }
  return percentilesOf(shown);
}

/** Watches who loses the connection from now on, and when each is live again. */
async function returned(screens: readonly LineScreen[], came: Latencies): Promise<void> {
  const began = performance.now();
  const away = new Set<LineScreen>();
  let lastAway = began;
  await until(() => {
    for (const screen of screens) {
      if (screen.phase === 'live') {
        if (away.delete(screen)) came.add(performance.now() - began);
      } else if (!away.has(screen)) {
        away.add(screen);
        lastAway = performance.now();
      }
    }
    // It takes a moment until the first is cut off, and ending in order takes longer than that for the last.
    return away.size + (performance.now() - lastAway < 10_000 ? 1 : 0);
  }, patienceMs);
}

/** Looks until it is zero, or for so long; answers what it was last. */
async function until(left: () => number, withinMs: number): Promise<number> {
  for (const end = performance.now() + withinMs; ; await sleep(lookMs)) {
    const count = left();
    if (count === 0 || performance.now() > end) return count;
  }
}

function percentilesOf(latencies: Latencies): Percentiles {
  const { p50_ms, p99_ms } = latencies.percentiles();
  return { count: latencies.count, p50_ms, p99_ms, last_ms: latencies.percentile(1) };
}
