import { writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CuttableLink } from '../../support/cuttable-link.js';
import { processes } from '../../support/installation.js';
import { hasSlapd, howToGetSlapd } from '../../support/slapd.js';
import type { Topology } from '../../topology/topology.js';
import type { AccountsAndMails } from './accounts-and-mails.js';
import { familyOf, hasSmallDisk, howToGetSmallDisk, type Part, type Target } from './target.js';

type Profile = Target['profile'];

export interface Fault {
  readonly name: string;
  readonly profiles: readonly Profile[];
  /** Where it is part of every test run; elsewhere only the whole campaign does it. */
  readonly always: readonly Profile[];
  /** Where nothing can tell the screens anything while it lasts. */
  readonly leavesScreensAlone?: readonly Profile[];
  /** A directory and a mail server are part of it. */
  readonly withOutside?: true;
  /** Why it cannot be done on this computer, and how it can; empty where it can. */
  readonly missing?: string;
  /** Does it and undoes it; what lasts, lasts `seconds`. */
  happen(target: Target, round: number, seconds: number, outside?: AccountsAndMails): Promise<void>;
}

const both = ['embedded', 'scaled'] as const;
const scaled = ['scaled'] as const;
const titles: Readonly<Record<Part, string>> = { api: 'api', realtime: 'realtime', worker: 'worker', postgres: 'PostgreSQL' };

/** One of several takes its turn each round. */
function pidOf(target: Target, part: Part, round: number): number {
  const pids = target.pidsOf(part);
  const pid = pids[round % pids.length];
  if (pid === undefined) throw new Error(`No process of ${part} runs.`);
  return pid;
}

const killed = (part: Part, always: Fault['always']): Fault => ({
  name: `kill -9 of ${titles[part]}`,
  profiles: both,
  always,
  happen: (target, round) => {
    process.kill(pidOf(target, part, round), 'SIGKILL');
    return Promise.resolve();
  },
});

/** Whole processes stop, as on an overloaded or suspended computer, and go on as if nothing had been. */
const frozen = (part: Part, { profiles = both, alone = [] }: { profiles?: Fault['profiles']; alone?: Fault['profiles'] } = {}): Fault => ({
  name: `${titles[part]} silent`,
  profiles,
  always: [],
  leavesScreensAlone: alone,
  happen: async (target, round, seconds) => {
    const family = familyOf(pidOf(target, part, round));
    for (const pid of family) process.kill(pid, 'SIGSTOP');
    await sleep(seconds * 1_000);
    for (const pid of family) process.kill(pid, 'SIGCONT');
  },
});

type Links = (target: Target, outside?: AccountsAndMails) => readonly CuttableLink[];

/** The network between two: cut, when both are told, and silent, when nobody is. */
const parted = (between: string, links: Links, more: Partial<Fault> = {}): readonly Fault[] =>
  (['cut', 'silent'] as const).map((how) => ({
    name: `${between} ${how}`,
    profiles: scaled,
    always: [],
    ...more,
    happen: async (target, _round, seconds, outside) => {
      const parts = links(target, outside);
      if (parts.length === 0) throw new Error(`There is no link ${between} here.`);
      for (const link of parts) {
        if (how === 'cut') link.cut();
        else link.silence();
      }
      await sleep(seconds * 1_000);
      for (const link of parts) link.mend();
    },
  }));

const linkOf =
  (name: keyof Topology['links']): Links =>
  ({ topology }) =>
    topology === undefined ? [] : [topology.links[name]];

const redisKilled: Fault = {
  name: 'kill -9 of Redis',
  profiles: scaled,
  always: [],
  happen: async ({ topology }) => {
    await topology?.redis.kill();
    await topology?.redis.start();
  },
};

const redisAway: Fault = {
  name: 'Redis away',
  profiles: scaled,
  always: [],
  happen: async ({ topology }, _round, seconds) => {
    await topology?.redis.kill();
    await sleep(seconds * 1_000);
    await topology?.redis.start();
  },
};

const redisSilent: Fault = {
  name: 'Redis silent',
  profiles: scaled,
  always: [],
  happen: async ({ topology }, _round, seconds) => {
    topology?.redis.freeze();
    await sleep(seconds * 1_000);
    topology?.redis.thaw();
  },
};

const redisWiped: Fault = {
  name: 'Redis wiped',
  profiles: scaled,
  always: scaled,
  happen: async ({ topology }) => {
    await topology?.redis.wipe();
  },
};

/** Nobody gets a connection: the links are cut, or, embedded, it dies each time it is started again. */
const databaseAway: Fault = {
  name: 'PostgreSQL away from all',
  profiles: both,
  always: scaled,
  // Embedded it may be read from for a moment between two deaths, and the screens are live then.
  leavesScreensAlone: scaled,
  happen: async (target, _round, seconds) => {
    const { topology } = target;
    if (topology === undefined) return killAgainAndAgain(target, seconds);
    const links = [topology.links.api, topology.links.realtime, topology.links.worker];
    for (const link of links) link.cut();
    await sleep(seconds * 1_000);
    for (const link of links) link.mend();
  },
};

async function killAgainAndAgain(target: Target, seconds: number): Promise<void> {
  for (const end = performance.now() + seconds * 1_000; performance.now() < end; await sleep(50)) {
    const running = processes().filter(({ command }) => command.includes('postgres'));
    for (const pid of postmasters(target)) if (running.some((one) => one.pid === pid)) process.kill(pid, 'SIGKILL');
  }
}

/** None while it is between two starts. */
function postmasters(target: Target): number[] {
  try {
    return target.pidsOf('postgres');
  } catch {
    return [];
  }
}

/** A transaction that has begun before all others and ends after them. */
const slowTransaction: Fault = {
  name: 'a slow transaction',
  profiles: both,
  always: [],
  happen: async (target, _round, seconds) => {
    await target.sql(
      `DO $$ BEGIN
         INSERT INTO event (school_id, type, subject_type, subject_id, version) SELECT id, 'school.settings_changed', 'school', id, version FROM school LIMIT 1;
         PERFORM pg_sleep(${seconds});
       END $$`,
    );
  },
};

/** Done scaled on a disk of its own: in the course of a whole campaign the database would fill it by itself. */
export const diskFull: Fault = {
  name: 'disk full',
  profiles: ['embedded'],
  always: ['embedded'],
  missing: hasSmallDisk ? '' : howToGetSmallDisk,
  happen: async ({ smallDisk = '' }, _round, seconds) => {
    const path = join(smallDisk, 'filler');
    const file = await open(path, 'w');
    try {
      // Not all at once: the desk and its screens are in this process.
      for (;;) await file.write(Buffer.alloc(1 << 20));
    } catch {
      // Full.
    }
    await sleep(seconds * 1_000);
    await file.close();
    await rm(path);
  },
};

const outside: Partial<Fault> = { profiles: both, withOutside: true, missing: hasSlapd ? '' : howToGetSlapd };

export const faults: readonly Fault[] = [
  killed('api', ['embedded']),
  killed('realtime', ['scaled']),
  killed('worker', ['scaled']),
  killed('postgres', both),
  redisKilled,
  redisWiped,
  redisAway,
  redisSilent,
  databaseAway,
  ...parted('api–PostgreSQL', linkOf('api')),
  ...parted('realtime–PostgreSQL', linkOf('realtime'), { leavesScreensAlone: scaled }),
  ...parted('worker–PostgreSQL', linkOf('worker')),
  ...parted('all processes–Redis', linkOf('redis')),
  ...parted('screens–Firstbell', ({ link }) => [link], { profiles: both, leavesScreensAlone: both }),
  ...parted('worker–directory', (_, outside) => (outside === undefined ? [] : [outside.links.directory]), outside),
  ...parted('worker–mail server', (_, outside) => (outside === undefined ? [] : [outside.links.mail]), outside),
  frozen('api', { alone: ['embedded'] }),
  frozen('realtime', { profiles: scaled }),
  frozen('worker'),
  frozen('postgres', { alone: both }),
  slowTransaction,
  diskFull,
];

/** Where the links go between the proxy and the processes; all of a kind at once. */
export const behindProxy: readonly Fault[] = [
  ...parted('proxy–api', ({ topology }) => topology?.linksBehindProxy.api ?? []),
  ...parted('proxy–realtime', ({ topology }) => topology?.linksBehindProxy.realtime ?? [], { leavesScreensAlone: scaled }),
];

/** The clocks of our processes are wrong by an hour, before and behind; leases and time limits are the database's. */
export const clockJump: Fault = {
  name: 'clock jump of an hour',
  profiles: both,
  always: scaled,
  happen: async ({ clockFile = '' }, _round, seconds) => {
    for (const jump of ['+1h', '-1h']) {
      writeFileSync(clockFile, jump);
      await sleep((seconds + 1) * 1_000);
    }
    writeFileSync(clockFile, '+0s');
    await sleep(1_500);
  },
};
