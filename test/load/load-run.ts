import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { seededRandom } from '../../apps/standalone/src/demo/seeded-random.js';
import type { Latencies } from '../bench/latencies.js';
import { cpuOf, measureCosts, type Cost } from './costs.js';
import { memoryByKind, type ByKind } from './cpu-by-kind.js';
import { eventLoopLags } from './event-loop-lag.js';
import { foundSchools } from './found-schools.js';
import { Ledger, Times, type StoredTicket } from './ledger.js';
import type { LoadInstallation } from './load-installation.js';
import type { LoadOptions } from './load-options.rules.js';
import { PlayedSchool } from './played-school.js';
import { Rollout } from './rollout.js';
import { SchoolClock } from './school-clock.js';

/** In every tenth school accounts are made meanwhile. */
const schoolsARollout = 10;
const longestSettlingMs = 5_000;

export interface LoadFigures {
  readonly schools: number;
  readonly students: number;
  readonly sockets: number;
  readonly costs: readonly Cost[];
  /** Of the played day. */
  readonly seconds: number;
  readonly times: readonly { what: string; count: number; p50_ms: number | null; p95_ms: number | null; p99_ms: number | null }[];
  readonly cpuMs: ByKind;
  /** Before the first screen was opened. */
  readonly memoryAtRestMb: ByKind;
  readonly memoryMb: ByKind;
  readonly eventLoopLagMs: ReadonlyMap<string, number>;
  readonly databaseConnections: number;
  readonly accountsMade: number;
  readonly tooLate: number;
  /** Of the event log, whole run. */
  readonly events: readonly { of: string; count: number }[];
  readonly bytesPerEvent: number;
  /** What was lost, doubled, refused or shown wrongly; empty when all was right. */
  readonly faults: readonly string[];
}

export async function runLoad(options: LoadOptions, installation: LoadInstallation, say: (line: string) => void): Promise<LoadFigures> {
  const students = options.schools === 1 ? 4_200 : 800;
  say(`Founding ${options.schools} schools of ${students} students …`);
  const founded = await foundSchools(installation.appUrl, options.schools, students);
  const ledger = new Ledger();
  const schools = founded.map((school, seed) => new PlayedSchool(school, installation.base, ledger, seededRandom(seed)));
  const rollouts = await Promise.all(
    founded.filter((_, number) => number % schoolsARollout === 0).map((school) => Rollout.of(school, installation.appUrl)),
  );
  const superuser = new Client({ connectionString: installation.superuserUrl });
  await superuser.connect();
  const rows = async <R extends object>(text: string) => (await superuser.query<R>(text)).rows;
  try {
    await rows('VACUUM (ANALYZE)');
    const [first] = rollouts;
    if (first === undefined) throw new Error('There is no rollout.');
    const memoryAtRestMb = memoryByKind();
    say('Measuring what each thing costs by itself …');
    const costs = await measureCosts(schools, first, stepMs(options), async () => {
      const [database] = await rows<{ count: number }>(
        'SELECT xact_commit::float8 AS count FROM pg_stat_database WHERE datname = current_database()',
      );
      return database?.count ?? 0;
    });

    const clock = () => new SchoolClock(options.speed, options.minutes * options.speed);
    say(`Playing ${(options.minutes * options.speed).toFixed(0)} minutes of school in ${options.minutes} …`);
    ledger.times = new Times();
    await eventLoopLags(installation);
    const readyBefore = await readyIn(rollouts);
    for (const rollout of rollouts) await rollout.wish();
    const day = await cpuOf(async () => {
      const now = clock();
      await Promise.all(schools.map((school) => school.playDay(now)));
    });
    const eventLoopLagMs = await eventLoopLags(installation);
    const accountsMade = (await readyIn(rollouts)) - readyBefore;
    const memoryMb = memoryByKind();
    const connections = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE backend_type = 'client backend'`,
    );
    const wrongScreens = await settled(schools);
    const stored = await rows<StoredTicket>('SELECT id, claims, state FROM ticket');
    const events = await rows<{ of: string; count: number }>(
      'SELECT subject_type AS of, count(*)::int AS count FROM event GROUP BY subject_type ORDER BY count(*) DESC',
    );
    const bytes = await rows<{ size: number }>(`SELECT pg_total_relation_size('event')::float8 AS size`);
    return {
      schools: options.schools,
      students: options.schools * students,
      sockets: schools.reduce((sum, school) => sum + school.sockets, 0),
      costs,
      seconds: day.seconds,
      times: Object.entries(ledger.times).map(([what, latencies]: [string, Latencies]) => ({
        what,
        count: latencies.count,
        ...latencies.percentiles(),
      })),
      cpuMs: day.cpuMs,
      memoryAtRestMb,
      memoryMb,
      eventLoopLagMs,
      databaseConnections: connections[0]?.count ?? 0,
      accountsMade,
      tooLate: ledger.tooLate,
      events,
      bytesPerEvent: (bytes[0]?.size ?? 0) / events.reduce((sum, { count }) => sum + count, 0),
      faults: [...ledger.faults(stored), ...wrongScreens],
    };
  } finally {
    for (const school of schools) school.closeScreens();
    await Promise.all(rollouts.map((rollout) => rollout.close()));
    await superuser.end();
  }
}

/** Long enough for /proc to tell, and no longer than the day itself. */
const stepMs = ({ minutes }: LoadOptions): number => Math.min(10_000, (minutes * 60_000) / 10);

async function readyIn(rollouts: readonly Rollout[]): Promise<number> {
  const ready = await Promise.all(rollouts.map((rollout) => rollout.ready()));
  return ready.reduce((sum, count) => sum + count, 0);
}

/** Screens that are still wrong when what was said last has had time to arrive. */
async function settled(schools: readonly PlayedSchool[]): Promise<string[]> {
  for (const end = performance.now() + longestSettlingMs; ; await sleep(250)) {
    const wrong: string[] = [];
    for (const school of schools) wrong.push(...(await school.wrongScreens()));
    if (wrong.length === 0 || performance.now() > end) return wrong;
  }
}
