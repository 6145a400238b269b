import { setTimeout as sleep } from 'node:timers/promises';
import { runOpenLoop } from '../bench/open-loop.js';
import { cpuByKind, type ByKind } from './cpu-by-kind.js';
import type { Held, PlayedSchool } from './played-school.js';
import type { Rollout } from './rollout.js';

/** What one thing costs, as CPU in milliseconds by kind of process. */
export interface Cost {
  readonly what: 'second at rest' | 'socket-second' | 'filing' | 'claim' | 'resolution with feedback' | 'account job';
  readonly count: number;
  readonly cpuMs: ByKind;
}

const perSecond = 30;
const jobsASecond = 40;

/** One kind of work after the other, so that what each costs can be told apart. Opens the screens, which stay open. */
export async function measureCosts(schools: readonly PlayedSchool[], rollout: Rollout, forMs: number): Promise<Cost[]> {
  const atRest = await stepOf(() => sleep(forMs));
  await openScreens(schools);
  await workOff(schools, forMs / 2); // warms up: connections, plans, compiled code
  const watching = await stepOf(() => sleep(forMs));
  const sockets = schools.reduce((sum, school) => sum + school.sockets, 0);
  const work = await workOff(schools, forMs);
  const jobs = Math.ceil((jobsASecond * forMs) / 1_000);
  const provisioning = await stepOf(async () => {
    await rollout.wish(jobs);
    while ((await rollout.ready()) < jobs) await sleep(20);
  });
  return [
    { what: 'second at rest', count: 1, cpuMs: divided(atRest.cpuMs, atRest.seconds) },
    { what: 'socket-second', count: sockets, cpuMs: beyond(watching, atRest, sockets * watching.seconds) },
    { what: 'filing', count: work.count, cpuMs: beyond(work.filing, watching, work.count) },
    { what: 'claim', count: work.count, cpuMs: beyond(work.claiming, watching, work.count) },
    { what: 'resolution with feedback', count: work.count, cpuMs: beyond(work.finishing, watching, work.count) },
    { what: 'account job', count: jobs, cpuMs: beyond(provisioning, watching, jobs) },
  ];
}

/** A few schools at a time, as screens come. */
async function openScreens(schools: readonly PlayedSchool[]): Promise<void> {
  for (let first = 0; first < schools.length; first += 5)
    await Promise.all(schools.slice(first, first + 5).map((school) => school.openScreens()));
}

/** Tickets of all schools in turn are filed, then all claimed, then all resolved. */
async function workOff(schools: readonly PlayedSchool[], forMs: number) {
  const loop = { perSecond, forMs };
  const waiting: PlayedSchool[] = [];
  const held: { school: PlayedSchool; ticket: Held }[] = [];
  const filing = await stepOf(() =>
    runOpenLoop(loop, async () => {
      const school = inTurn(schools, waiting.length);
      waiting.push(school);
      await school.file(performance.now());
    }),
  );
  const count = waiting.length;
  const claiming = await stepOf(() =>
    runOpenLoop(loop, async () => {
      const school = waiting.pop();
      const ticket = await school?.claim(performance.now());
      if (school === undefined || ticket === undefined || ticket === null) throw new Error('A ticket that was filed is not in line.');
      held.push({ school, ticket });
    }),
  );
  const finishing = await stepOf(() =>
    runOpenLoop(loop, async () => {
      const next = held.pop();
      await next?.school.finish(next.ticket);
    }),
  );
  return { count, filing, claiming, finishing };
}

interface Step {
  readonly seconds: number;
  readonly cpuMs: ByKind;
}

export async function stepOf(work: () => Promise<unknown>): Promise<Step> {
  const before = cpuByKind();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  return { seconds, cpuMs: new Map([...cpuByKind()].map(([kind, ms]) => [kind, ms - (before.get(kind) ?? 0)])) };
}

/** What a step took beyond what the time alone takes by `idle`, for each of `count`. */
const beyond = (step: Step, idle: Step, count: number): ByKind =>
  new Map([...step.cpuMs].map(([kind, ms]) => [kind, (ms - ((idle.cpuMs.get(kind) ?? 0) / idle.seconds) * step.seconds) / count]));

const divided = (cpuMs: ByKind, by: number): ByKind => new Map([...cpuMs].map(([kind, ms]) => [kind, ms / by]));

function inTurn<T>(all: readonly T[], number: number): T {
  const one = all[number % all.length];
  if (one === undefined) throw new Error('There is no school.');
  return one;
}
