import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { CuttableLink } from '../../../../test/support/cuttable-link.js';
import { fillLog, readsOfWholeLog } from '../../../../test/support/log-reads.js';
import { createDataSource } from '../database/data-source.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import { EventTail } from './event-tail.js';
import { currentSnapshot, readBacklog, readEvents, type LoggedEvent } from './read-events.js';
import { WakeUps } from './wake-ups.js';

const writers = 50;
const transactionsEach = 40;
const deskCount = 300;
const schoolId = uuid();
const desks = Array.from({ length: deskCount }, () => uuid());

let server: TestDatabase;
let database: Database;
let relay: Pool;

beforeAll(async () => {
  server = await createTestDatabase();
  database = new Database(await createDataSource(server.appUrl, writers).initialize());
  relay = new Pool({ connectionString: server.relayUrl, max: 4 });
  await database.transaction(schoolId, async (tx) => {
    await tx.rows(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [schoolId]);
    for (const [n, id] of desks.entries())
      await tx.rows(`INSERT INTO desk (school_id, id, name, letter) VALUES ($1, $2, 'Desk', $3)`, [schoolId, id, `D${n}`]);
  });
});

afterAll(async () => {
  await database.source.destroy();
  await relay.end();
  await server.drop();
});

/** Counts the desk's version up and tells of it, as every change does. */
async function change(tx: Tx, deskId: string): Promise<void> {
  const row = await tx.first<{ version: number }>(
    'UPDATE desk SET version = version + 1 WHERE school_id = $1 AND id = $2 RETURNING version',
    [schoolId, deskId],
  );
  await tx.append({ type: 'desk.statistics', subjectType: 'desk', subjectId: deskId, version: row?.version ?? 0, actorId: null });
}

const anyDesk = (random: () => number) => desks[Math.floor(random() * deskCount)] ?? uuid();

/** Short and long transactions, some inside savepoints, some of those and some whole ones taken back. */
async function writeForAWhile(random: () => number): Promise<void> {
  for (let n = 0; n < transactionsEach; n++) {
    const kind = random();
    await database
      .transaction(schoolId, async (tx) => {
        if (kind < 0.3) {
          await tx.rows('SAVEPOINT inner_one');
          await change(tx, anyDesk(random));
          await tx.rows(kind < 0.15 ? 'ROLLBACK TO SAVEPOINT inner_one' : 'RELEASE SAVEPOINT inner_one');
        }
        await change(tx, anyDesk(random));
        // The id is taken, the commit comes late: what an id cursor would lose.
        if (kind > 0.95) await sleep(50 + random() * 400);
        if (kind > 0.4 && kind < 0.5) throw new Error('taken back');
      })
      .catch((error: unknown) => {
        // Two desks locked in the opposite order: PostgreSQL takes one of the two back, which is what a rollback is.
        if (!(error instanceof Error) || !/taken back|deadlock/.test(error.message)) throw error;
      });
  }
}

/** The same numbers in each run (mulberry32), so that a failure can be looked at again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function committedSince(start: string): Promise<string[]> {
  const { rows } = await relay.query<{ id: string }>(
    'SELECT id FROM event WHERE NOT pg_visible_in_snapshot(xid, $1::pg_snapshot) ORDER BY id',
    [start],
  );
  return rows.map((row) => row.id);
}

const byNumber = (a: string, b: string) => Number(BigInt(a) - BigInt(b));

function backwards(events: readonly LoggedEvent[]): string[] {
  const seen = new Map<string, number>();
  return events.flatMap((event) => {
    const before = seen.get(event.subjectId) ?? 0;
    seen.set(event.subjectId, event.version);
    return event.version > before ? [] : [`${event.subjectId}: ${before} then ${event.version}`];
  });
}

it('a log that grows while it is followed is never read as a whole', async () => {
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1 });
  const before = await readsOfWholeLog(owner);
  const tail = new EventTail(server.relayUrl, { pollMs: 20 });
  let heard = 0;
  tail.subscribe((events) => {
    heard += events.length;
  });
  await tail.start();
  // PostgreSQL keeps a plan after it has made it some times, here while the log is nearly empty.
  for (const [round, length] of [...Array.from({ length: 12 }, () => 1), 20_000, 1, 1, 1].entries()) {
    const until = heard + length;
    await fillLog(owner, schoolId, length);
    for (let waited = 0; heard < until; waited += 5) {
      if (waited > 10_000) throw new Error(`Nothing was heard in round ${String(round)}.`);
      await sleep(5);
    }
  }
  await tail.stop();
  expect(await readsOfWholeLog(owner)).toBe(before);
  await owner.end();
});

describe('the event log under 50 writers with long transactions, savepoints and rollbacks', () => {
  it('loses nothing, tells nothing twice and never goes back in versions, for every reader', async () => {
    const start = await currentSnapshot(relay);

    const heard: LoggedEvent[] = [];
    const tail = new EventTail(server.relayUrl);
    tail.subscribe((events) => {
      heard.push(...events);
    });
    await tail.start(start);
    new WakeUps(database, undefined);

    const polled: LoggedEvent[] = [];
    let cursor = start;
    let writing = true;
    const polling = (async () => {
      let last: boolean;
      do {
        last = !writing;
        const page = await readEvents(relay, cursor);
        polled.push(...page.events);
        cursor = page.snapshot;
        await sleep(3);
      } while (!last);
    })();

    await Promise.all(Array.from({ length: writers }, (_, n) => writeForAWhile(seeded(n + 1))));
    writing = false;
    await polling;
    const truth = await committedSince(start);
    for (let waited = 0; heard.length < truth.length && waited < 5_000; waited += 20) await sleep(20);
    await tail.stop();

    const paged: LoggedEvent[] = [];
    const reader = await relay.connect();
    for await (const page of readBacklog(reader, start, 100)) paged.push(...page);
    reader.release();

    expect(truth.length).toBeGreaterThan(writers * transactionsEach * 0.8);
    for (const events of [heard, polled, paged]) {
      expect(events.map((event) => event.id).sort(byNumber)).toEqual(truth);
      expect(backwards(events)).toEqual([]);
    }
    // Otherwise this run would not have shown anything: some events were committed after later ones.
    const lateOnes = polled.filter((event, n) => n > 0 && byNumber(event.id, polled[n - 1]?.id ?? '0') < 0);
    expect(lateOnes.length).toBeGreaterThan(10);
  });

  it('pages a backlog under one fixed snapshot, so that what commits meanwhile waits for the next round', async () => {
    const start = await currentSnapshot(relay);
    for (let n = 0; n < 5; n++) await database.transaction(schoolId, (tx) => change(tx, desks[n] ?? ''));
    const reader = await relay.connect();
    const pages = readBacklog(reader, start, 2);
    const first = await pages.next();
    await database.transaction(schoolId, (tx) => change(tx, desks[9] ?? ''));
    const rest: LoggedEvent[] = [];
    let page = await pages.next();
    for (; page.done !== true; page = await pages.next()) rest.push(...page.value);
    reader.release();
    expect(first.done).toBe(false);
    expect(rest.map((event) => event.subjectId)).toEqual(desks.slice(2, 5));
    expect((await readEvents(relay, page.value)).events.map((event) => event.subjectId)).toEqual([desks[9]]);
  });

  it('fails a backlog whose connection is lost, instead of waiting for ever', async () => {
    const start = await currentSnapshot(relay);
    for (let n = 0; n < 5; n++) await database.transaction(schoolId, (tx) => change(tx, desks[n] ?? ''));
    const reader = await relay.connect();
    reader.on('error', () => undefined);
    const { rows } = await reader.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const pages = readBacklog(reader, start, 2);
    await pages.next();
    const admin = new Pool({ connectionString: server.superuserUrl, max: 1 });
    await admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await admin.end();
    await expect(pages.next()).rejects.toThrow();
    reader.release(true);
  });

  it('nobody waits for somebody else’s long transaction', async () => {
    const start = await currentSnapshot(relay);
    const long = database.transaction(schoolId, async (tx) => {
      await change(tx, desks[0] ?? '');
      await sleep(600);
    });
    await sleep(100);
    await database.transaction(schoolId, (tx) => change(tx, desks[1] ?? ''));
    const during = await readEvents(relay, start);
    await long;
    const after = await readEvents(relay, during.snapshot);
    expect(during.events.map((event) => event.subjectId)).toEqual([desks[1]]);
    expect(after.events.map((event) => event.subjectId)).toEqual([desks[0]]);
  });

  it('is heard within a moment of the commit', async () => {
    const tail = new EventTail(server.relayUrl, { pollMs: 60_000 });
    const heardAt = new Map<string, number>();
    tail.subscribe((events) => {
      for (const event of events) heardAt.set(`${event.subjectId} ${event.version}`, performance.now());
    });
    await tail.start();
    const delays: number[] = [];
    for (let n = 0; n < 20; n++) {
      const deskId = desks[n % deskCount] ?? '';
      await database.transaction(schoolId, (tx) => change(tx, deskId));
      const committed = performance.now();
      const before = heardAt.size;
      for (let waited = 0; heardAt.size === before && waited < 2_000; waited += 1) await sleep(1);
      delays.push(performance.now() - committed);
    }
    await tail.stop();
    expect(heardAt.size).toBe(20);
    // With a poll of a minute, only the wake-up can have brought it; generous, for a busy machine.
    expect(delays.sort((a, b) => a - b)[10]).toBeLessThan(500);
  });

  it('goes on where it stood after its connections were cut', async () => {
    const tail = new EventTail(server.relayUrl, { pollMs: 200 });
    const heard: LoggedEvent[] = [];
    tail.subscribe((events) => {
      heard.push(...events);
    });
    await tail.start();
    const admin = new Pool({ connectionString: server.superuserUrl, max: 1 });
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name IN ('firstbell tail', 'firstbell listen')`,
    );
    await admin.end();
    await database.transaction(schoolId, (tx) => change(tx, desks[3] ?? ''));
    for (let waited = 0; heard.length === 0 && waited < 5_000; waited += 20) await sleep(20);
    await tail.stop();
    expect(heard.map((event) => event.subjectId)).toEqual([desks[3]]);
  });

  it('is heard in time while the connection for wake-ups cannot be made again', async () => {
    const link = await CuttableLink.to(Number(new URL(server.relayUrl).port));
    const tail = new EventTail(link.through(server.relayUrl), { pollMs: 200 });
    const heard: LoggedEvent[] = [];
    tail.subscribe((events) => {
      heard.push(...events);
    });
    await tail.start();
    link.silenceNewcomers();
    const admin = new Pool({ connectionString: server.superuserUrl, max: 1 });
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'firstbell listen'`,
    );
    await admin.end();
    await sleep(500);
    await database.transaction(schoolId, (tx) => change(tx, desks[4] ?? ''));
    const began = performance.now();
    while (heard.length === 0 && performance.now() - began < 5_000) await sleep(20);
    expect(heard.map((event) => event.subjectId)).toEqual([desks[4]]);
    expect(performance.now() - began).toBeLessThan(2_000);
    link.mend();
    await tail.stop();
    await link.stop();
  });

  it('is heard again within seconds when a connection has died and neither side was told, as behind a firewall that forgot it', async () => {
    const link = await CuttableLink.to(Number(new URL(server.relayUrl).port));
    const tail = new EventTail(link.through(server.relayUrl), { pollMs: 200 });
    const heard: LoggedEvent[] = [];
    tail.subscribe((events) => {
      heard.push(...events);
    });
    await tail.start();
    link.forget();
    await database.transaction(schoolId, (tx) => change(tx, desks[5] ?? ''));
    const began = performance.now();
    while (heard.length === 0 && performance.now() - began < 15_000) await sleep(20);
    expect(heard.map((event) => event.subjectId)).toEqual([desks[5]]);
    await link.stop();
    await tail.stop();
  }, 30_000);
});
