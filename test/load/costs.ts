import { setTimeout as sleep } from 'node:timers/promises';
import { runOpenLoop } from '../bench/open-loop.js';
import { cpuByKind, type ByKind } from './cpu-by-kind.js';
import type { Held, PlayedSchool } from './played-school.js';
import type { Rollout } from './rollout.js';

/** What one thing costs: CPU in milliseconds by kind of process, and transactions of PostgreSQL, reads of the event log among them. */
export interface Cost {
  readonly what: 'second at rest' | 'socket-second' | 'filing' | 'claim' | 'resolution with feedback' | 'account job';
  readonly count: number;
  readonly cpuMs: ByKind;
  readonly transactions: number;
}

const perSecond = 30;
const jobsASecond = 40;

/**
 * One kind of work after the other, so that what each costs can be told apart. Opens the screens, which stay open.
 * @param transactions that PostgreSQL has committed so far
 */
export async function measureCosts(
  schools: readonly PlayedSchool[],
  rollout: Rollout,
  forMs: number,
  transactions: () => Promise<number>,
): Promise<Cost[]> {
  const stepOf = async (work: () => Promise<unknown>): Promise<Step> => {
    const before = await transactions();
    const used = await cpuOf(work);
    return { ...used, transactions: (await transactions()) - before };
  };
  const atRest = await stepOf(() => sleep(forMs));
  await openScreens(schools);
  const watching = await stepOf(() => sleep(forMs));
  await workOff(schools, forMs / 2, stepOf); // warms up: connections, plans, compiled code
  // A school where something happens has its figures counted afterwards; that is not the cost of the next ticket.
  const inUse = await stepOf(() => sleep(forMs));
  const sockets = schools.reduce((sum, school) => sum + school.sockets, 0);
  const work = await workOff(schools, forMs, stepOf);
  const jobs = Math.ceil((jobsASecond * forMs) / 1_000);
  const provisioning = await stepOf(async () => {
    await rollout.wish(jobs);
    while ((await rollout.ready()) < jobs) await sleep(20);
  });
  const nothing = { seconds: 1, cpuMs: new Map(), transactions: 0 };
  return [
    costOf('second at rest', 1, { ...atRest, per: atRest.seconds }, nothing),
    costOf('socket-second', sockets, { ...watching, per: sockets * watching.seconds }, atRest),
    costOf('filing', work.count, work.filing, inUse),
    costOf('claim', work.count, work.claiming, inUse),
    costOf('resolution with feedback', work.count, work.finishing, inUse),
    costOf('account job', jobs, provisioning, inUse),
  ];
}

/** A few schools at a time, as screens come. */
async function openScreens(schools: readonly PlayedSchool[]): Promise<void> {
  for (let first = 0; first < schools.length; first += 5)
    await Promise.all(schools.slice(first, first + 5).map((school) => school.openScreens()));
}

/** Tickets of all schools in turn are filed, then all claimed, then all resolved. */
async function workOff(schools: readonly PlayedSchool[], forMs: number, stepOf: (work: () => Promise<unknown>) => Promise<Step>) {
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

interface Used {
  readonly seconds: number;
  readonly cpuMs: ByKind;
}
interface Step extends Used {
  readonly transactions: number;
}

export async function cpuOf(work: () => Promise<unknown>): Promise<Used> {
  const before = cpuByKind();
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1_000;
  return { seconds, cpuMs: new Map([...cpuByKind()].map(([kind, ms]) => [kind, ms - (before.get(kind) ?? 0)])) };
}

/** What a step took beyond what the time alone takes by `idle`, for each of `per`, which is the count unless said. */
function costOf(what: Cost['what'], count: number, step: Step & { per?: number }, idle: Step): Cost {
  const { per = count, seconds } = step;
  const beyond = (used: number, usedIdle: number) => (used - (usedIdle / idle.seconds) * seconds) / per;
  return {
    what,
    count,
    cpuMs: new Map([...step.cpuMs].map(([kind, ms]) => [kind, beyond(ms, idle.cpuMs.get(kind) ?? 0)])),
    transactions: beyond(step.transactions, idle.transactions),
  };
}

function inTurn<T>(all: readonly T[], number: number): T {
  const one = all[number % all.length];
  if (one === undefined) throw new Error('There is no school.');
  return one;
}
