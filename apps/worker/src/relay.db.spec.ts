import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobOutcome } from '@firstbell/contracts/jobs';
import { JobQueues, JobWorkers, type QueueBackend } from '@firstbell/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { idleHandlers } from '../../../test/support/idle-handlers.js';
import { fillLog, readsOfWholeLog } from '../../../test/support/log-reads.js';
import { queueStores, type QueueStore } from '../../../test/support/queue-store.js';
import { DueJobs } from './due-jobs.js';
import { DueRounds } from './due-rounds.js';
import { jobsMadeBy, Relay } from './relay.js';

const done: JobOutcome = { kind: 'done' };
const schoolId = uuid();

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 20) {
    if (waited > 15_000) throw new Error(`Waited too long for ${what}.`);
    await sleep(20);
  }
}

for (const { title, isHere, start } of queueStores) {
  (isHere ? describe : describe.skip)(`the relay with queues on ${title}`, () => {
    let store: QueueStore;
    let pool: Pool;
    let owner: Pool;
    let backend: QueueBackend;
    let queues: JobQueues;
    let workers: JobWorkers;
    let handled: string[];
    let failures: unknown[];
    let passed: string[];
    const relays: Relay[] = [];

    beforeAll(async () => {
      store = await start();
      owner = new Pool({ connectionString: store.database.ownerUrl, max: 4 });
      await owner.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [schoolId]);
    }, 60_000);
    afterAll(async () => {
      await owner.end();
      await store.stop();
    });

    beforeEach(async () => {
      [handled, failures, passed] = [[], [], []];
      pool = relayPool();
      backend = await store.openBackend();
      queues = new JobQueues(backend);
      const handle = async ({ subjectId }: { subjectId: string }) => {
        // As every handler: the row is claimed first, because a job may come again after it was done.
        const claimed = await owner.query(`UPDATE roster_import SET state = 'staged' WHERE id = $1 AND state = 'uploaded'`, [subjectId]);
        if (claimed.rowCount === 1) handled.push(subjectId);
        return done;
      };
      workers = new JobWorkers(
        backend,
        { ...idleHandlers, 'roster.import': handle },
        { desk: 1, imports: 1, mail: 1, upkeep: 1, accounts: 1, devices: 1 },
        () => undefined,
      );
      await workers.ready();
    });
    afterEach(async () => {
      for (const relay of relays.splice(0)) await relay.stop();
      await workers.stop();
      await queues.close();
      await backend.close();
      await pool.end();
      await owner.query(`DELETE FROM roster_import; DELETE FROM reader_cursor`);
      await store.wipe();
    });

    const relayPool = (): Pool => {
      const made = new Pool({ connectionString: store.database.relayUrl, max: 6, application_name: 'firstbell relay' });
      return made.on('error', () => undefined);
    };
    const relayWith = (of: JobQueues = queues, pollMs = 60_000): Relay => {
      const relay = new Relay(
        pool,
        new DueJobs(pool),
        of,
        (error) => {
          failures.push(error);
        },
        (events) => {
          passed.push(...events.map(({ type }) => type));
        },
        pollMs,
      );
      relays.push(relay);
      return relay;
    };
    /** An uploaded roster with its event, as the service writes it. */
    const upload = async (type = 'roster_import.started'): Promise<string> => {
      const id = uuid();
      const client = await owner.connect();
      await client.query('BEGIN');
      await client.query(`INSERT INTO roster_import (school_id, id, state, file_name) VALUES ($1, $2, 'uploaded', 'a.zip')`, [
        schoolId,
        id,
      ]);
      await client.query(`INSERT INTO event (school_id, type, subject_type, subject_id, version) VALUES ($1, $2, 'roster_import', $3, 1)`, [
        schoolId,
        type,
        id,
      ]);
      await client.query('COMMIT');
      client.release();
      return id;
    };
    const cursor = async (): Promise<string> =>
      (await owner.query<{ snapshot: string }>(`SELECT snapshot::text AS snapshot FROM reader_cursor WHERE reader = 'relay'`)).rows[0]
        ?.snapshot ?? '';

    it('reads what is new and no more, however long the log is', async () => {
      await fillLog(owner, schoolId, 20_000);
      await owner.query('ANALYZE event');
      const before = await readsOfWholeLog(owner);
      const relay = relayWith();
      await relay.start();
      for (let uploads = 1; uploads <= 8; uploads += 1) {
        await upload();
        relay.wake();
        await until(() => handled.length === uploads, 'the job');
      }
      await relay.stop();
      await pool.end();
      pool = relayPool();
      expect(await readsOfWholeLog(owner)).toBe(before);
    });

    it('makes the job of an event at once, and moves on', async () => {
      const relay = relayWith();
      await relay.start();
      const before = await cursor();
      const id = await upload();
      relay.wake();
      await until(() => handled.length === 1, 'the job');
      expect(handled).toEqual([id]);
      await until(async () => (await cursor()) !== before, 'the cursor to move');
      expect(failures).toEqual([]);
    });

    it('goes on where the last one stood, so that what happened meanwhile is not missed', async () => {
      const first = relayWith();
      await first.start();
      await first.stop();
      const id = await upload();
      await relayWith().start();
      await until(() => handled.length === 1, 'the job of the time between');
      expect(handled).toEqual([id]);
      expect(passed).toEqual(['roster_import.started']);
    });

    it('hands on again after a crash between adding and moving the cursor, which makes no second job', async () => {
      class DyingQueues extends JobQueues {
        override async addDue(...added: Parameters<JobQueues['addDue']>): Promise<void> {
          await super.addDue(...added);
          const admin = new Pool({ connectionString: store.database.superuserUrl, max: 1 });
          await admin.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'firstbell relay'`,
          );
          await admin.end();
        }
      }
      await queues.queue('imports').pause();
      const dying = new DyingQueues(backend);
      const relay = relayWith(dying);
      await relay.start();
      const before = await cursor();
      const id = await upload();
      relay.wake();
      await until(() => failures.length > 0, 'the crash');
      await relay.stop();
      await dying.close();
      expect(await cursor()).toBe(before);
      // The next relay is another process: it does not inherit a connection that was cut a moment ago.
      await until(() => pool.query('SELECT 1').then(Boolean, () => false), 'the pool to drop what was cut');
      await relayWith().start();
      await until(async () => (await cursor()) !== before, 'the next relay');
      await queues.queue('imports').resume();
      await until(() => handled.length > 0, 'the job');
      await sleep(300);
      expect(handled).toEqual([id]);
      // Whoever is shown the events hears of it twice rather than not at all.
      expect(passed).toEqual(['roster_import.started', 'roster_import.started']);
    });

    it('works beside a second relay: every job is made, none is done twice', async () => {
      const [one, two] = [relayWith(), relayWith()];
      await Promise.all([one.start(), two.start()]);
      const ids: string[] = [];
      for (let n = 0; n < 40; n += 1) {
        ids.push(await upload());
        one.wake();
        two.wake();
      }
      await until(() => handled.length >= ids.length, 'all jobs');
      await sleep(300);
      expect([...handled].sort()).toEqual([...ids].sort());
      expect(failures).toEqual([]);
    });

    it('leaves an event of a newer release alone, and goes on after it', async () => {
      const relay = relayWith();
      await relay.start();
      await owner.query(
        `INSERT INTO event (school_id, type, subject_type, subject_id, version) VALUES ($1, 'badge.printed', 'badge', $2, 1)`,
        [schoolId, uuid()],
      );
      const id = await upload();
      relay.wake();
      await until(() => handled.length === 1, 'the job');
      expect(handled).toEqual([id]);
      expect(failures).toEqual([]);
    });

    it('is not needed to find what is due: the rounds make every job anew when all queues were lost', async () => {
      await queues.queue('imports').pause();
      const relay = relayWith();
      await relay.start();
      const id = await upload();
      relay.wake();
      await until(async () => (await queues.queue('imports').getJobs()).length > 0, 'the job in the queue');
      await store.wipe();
      const rounds = new DueRounds(new DueJobs(pool), queues, (error) => {
        failures.push(error);
      });
      rounds.start();
      await queues.queue('imports').resume();
      await until(() => handled.length > 0, 'the job made anew');
      await rounds.stop();
      expect(handled).toEqual([id]);
      expect(failures).toEqual([]);
    });
  });
}

describe('the jobs an event makes', () => {
  it('are those of the catalogue', () => {
    expect(jobsMadeBy('roster_import.approved')).toEqual(['roster.import']);
    expect(jobsMadeBy('ticket.resolved')).toEqual(['line.statistics']);
    expect(jobsMadeBy('of.a.newer.release')).toEqual([]);
  });
});
