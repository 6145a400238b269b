import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobOutcome } from '@firstbell/contracts/jobs';
import { JobQueues, JobWorkers, type QueueBackend } from '@firstbell/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { v7 as uuid } from 'uuid';
import { idleHandlers } from '../../../test/support/idle-handlers.js';
import { queueStores, type QueueStore } from '../../../test/support/queue-store.js';
import { DueJobs } from './due-jobs.js';
import { DueRounds } from './due-rounds.js';

const schoolId = uuid();
/** More than are found due at once. */
const accounts = 700;

for (const { title, isHere, start } of queueStores) {
  (isHere ? describe : describe.skip)(`rounds of what is due, with queues on ${title}`, () => {
    let store: QueueStore;
    let owner: Pool;
    let relay: Pool;
    let backend: QueueBackend;
    let queues: JobQueues;

    beforeAll(async () => {
      store = await start();
      owner = new Pool({ connectionString: store.database.ownerUrl, max: 4 });
      relay = new Pool({ connectionString: store.database.relayUrl, max: 2 });
      backend = await store.openBackend();
      queues = new JobQueues(backend);
      await owner.query(`INSERT INTO school (id, name, time_zone, settings) VALUES ($1, 'Lincoln', 'UTC', '{}')`, [schoolId]);
      await owner.query(
        `INSERT INTO directory_provider (school_id, kind, config, username_rule) VALUES ($1, 'built_in', '{}', '{given}')`,
        [schoolId],
      );
      await owner.query(
        `INSERT INTO person (school_id, id, given_name, family_name, search_name, roles)
         SELECT $1, gen_random_uuid(), 'Ana', 'Reyes', 'ana reyes', ARRAY['student'] FROM generate_series(1, $2)`,
        [schoolId, accounts],
      );
      await owner.query(
        `INSERT INTO directory_account (school_id, id, person_id, state) SELECT school_id, gen_random_uuid(), id, 'wanted' FROM person WHERE school_id = $1`,
        [schoolId],
      );
    }, 60_000);
    afterAll(async () => {
      await queues.close();
      await backend.close();
      await Promise.all([relay.end(), owner.end()]);
      await store.stop();
    });

    it('finds the next part as soon as the queue has run empty, without waiting for the clock', async () => {
      const done: string[] = [];
      const failures: unknown[] = [];
      // The clock is never started: what is found, the empty queue has asked for.
      const rounds = new DueRounds(new DueJobs(relay), queues, (error) => failures.push(error));
      const provision = async ({ subjectId }: { subjectId: string }): Promise<JobOutcome> => {
        await sleep(2);
        const { rowCount } = await owner.query(
          `UPDATE directory_account SET state = 'ready', username = id::text WHERE id = $1 AND state = 'wanted'`,
          [subjectId],
        );
        if (rowCount === 1) done.push(subjectId);
        return { kind: 'done' };
      };
      const workers = new JobWorkers(
        backend,
        { ...idleHandlers, 'account.provision': provision },
        { desk: 1, imports: 1, mail: 1, upkeep: 1, accounts: 2, devices: 1 },
        () => undefined,
        (queue) => {
          rounds.emptied(queue);
        },
      );
      await workers.ready();
      rounds.emptied('accounts');
      for (let waited = 0; done.length < accounts && waited < 20_000; waited += 50) await sleep(50);
      await workers.stop();
      await rounds.stop();
      expect(failures).toEqual([]);
      expect(new Set(done).size).toBe(accounts);
    }, 40_000);
  });
}
