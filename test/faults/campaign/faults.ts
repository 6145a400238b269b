import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { familyOf, hasSmallDisk, type Part, type Target } from './target.js';

export interface Fault {
  readonly name: string;
  readonly profiles: readonly Target['profile'][];
  /** Where it is part of every test run; elsewhere only the whole campaign does it. */
  readonly always: readonly Target['profile'][];
  /** Does it and undoes it; what lasts, lasts `seconds`. */
  happen(target: Target, round: number, seconds: number): Promise<void>;
}

const both = ['embedded', 'scaled'] as const;
const scaled = ['scaled'] as const;

const killed = (part: Part, always: Fault['always']): Fault => ({
  name: `kill -9 of ${part === 'postgres' ? 'PostgreSQL' : part}`,
  profiles: both,
  always,
  happen: (target, round) => {
    const pids = target.pidsOf(part);
    const pid = pids[round % pids.length];
    if (pid === undefined) throw new Error(`No process of ${part} runs.`);
    process.kill(pid, 'SIGKILL');
    return Promise.resolve();
  },
});

/** Whole processes stop, as on an overloaded or suspended computer, and go on as if nothing had been. */
const frozen = (part: Part): Fault => ({
  name: `${part === 'postgres' ? 'PostgreSQL' : part} silent`,
  profiles: both,
  always: [],
  happen: async (target, round, seconds) => {
    const pids = target.pidsOf(part);
    const pid = pids[round % pids.length];
    if (pid === undefined) throw new Error(`No process of ${part} runs.`);
    const family = familyOf(pid);
    for (const pid of family) process.kill(pid, 'SIGSTOP');
    await sleep(seconds * 1_000);
    for (const pid of family) process.kill(pid, 'SIGCONT');
  },
});

const parted = (link: 'api' | 'realtime' | 'worker' | 'redis', how: 'cut' | 'silence'): Fault => ({
  name: `${link === 'redis' ? 'worker–Redis' : `${link}–PostgreSQL`} ${how === 'cut' ? 'cut' : 'silent'}`,
  profiles: scaled,
  always: [],
  happen: async ({ topology }, _round, seconds) => {
    topology?.links[link][how]();
    await sleep(seconds * 1_000);
    topology?.links[link].mend();
  },
});

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

const redisWiped: Fault = {
  name: 'Redis wiped',
  profiles: scaled,
  always: scaled,
  happen: async ({ topology }) => {
    await topology?.redis.wipe();
  },
};

const databaseAway: Fault = {
  name: 'PostgreSQL away from all',
  profiles: scaled,
  always: scaled,
  happen: async ({ topology }, _round, seconds) => {
    const links = topology === undefined ? [] : [topology.links.api, topology.links.realtime, topology.links.worker];
    for (const link of links) link.cut();
    await sleep(seconds * 1_000);
    for (const link of links) link.mend();
  },
};

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

const diskFull: Fault = {
  name: 'disk full',
  profiles: hasSmallDisk ? ['embedded'] : [],
  always: ['embedded'],
  happen: async ({ smallDisk = '' }, _round, seconds) => {
    const path = join(smallDisk, 'filler');
    const file = openSync(path, 'w');
    try {
      for (;;) writeSync(file, Buffer.alloc(1 << 20));
    } catch {
      // Full.
    }
    await sleep(seconds * 1_000);
    closeSync(file);
    rmSync(path);
  },
};

export const faults: readonly Fault[] = [
  killed('api', ['embedded']),
  killed('realtime', ['scaled']),
  killed('worker', ['scaled']),
  killed('postgres', both),
  redisKilled,
  redisWiped,
  redisAway,
  databaseAway,
  parted('api', 'cut'),
  parted('api', 'silence'),
  parted('realtime', 'cut'),
  parted('realtime', 'silence'),
  parted('worker', 'cut'),
  parted('worker', 'silence'),
  parted('redis', 'cut'),
  parted('redis', 'silence'),
  frozen('api'),
  frozen('worker'),
  frozen('postgres'),
  slowTransaction,
  diskFull,
];

/** The clocks of our processes are wrong by an hour, before and behind; leases and time limits are the database's. */
export const clockJump: Fault = {
  name: 'clock jump of an hour',
  profiles: scaled,
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
