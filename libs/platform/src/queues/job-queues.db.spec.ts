import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JobOutcome } from '@firstbell/contracts/jobs';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import { idleHandlers } from '../../../../test/support/idle-handlers.js';
import { queueStores, type QueueStore } from '../../../../test/support/queue-store.js';
import { jobId, jobNames, JobQueues } from './job-queues.js';
import { checkHandlers, JobWorkers, type JobHandlers, type JobReport } from './job-workers.js';
import type { QueueBackend } from './queue-backend.js';

const done: JobOutcome = { kind: 'done' };
const concurrency = { desk: 4, imports: 1, mail: 6, upkeep: 2, accounts: 2, devices: 4 } as const;
const payload = (attempt = '1') => ({ schoolId: uuid(), subjectId: uuid(), attempt });

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 20) {
    if (waited > 15_000) throw new Error(`Waited too long for ${what}.`);
    await sleep(20);
  }
}

for (const { title, isHere, start } of queueStores) {
  (isHere ? describe : describe.skip)(`jobs on ${title}`, () => {
    let store: QueueStore;
    let backend: QueueBackend;
    let queues: JobQueues;
    let workers: JobWorkers | undefined;
    let reports: JobReport[];

    beforeAll(async () => {
      store = await start();
    }, 60_000);
    afterAll(() => store.stop());
    beforeEach(async () => {
      backend = await store.openBackend();
      queues = new JobQueues(backend);
      reports = [];
    });
    afterEach(async () => {
      await workers?.stop();
      workers = undefined;
      await queues.close();
      await backend.close();
      await store.wipe();
    });

    const work = async (handlers: Partial<JobHandlers>) => {
      workers = new JobWorkers(backend, { ...idleHandlers, ...handlers }, concurrency, (report) => {
        reports.push(report);
      });
      await workers.ready();
    };
    const outcomes = () => reports.map((report) => report.outcome.kind);

    it('is one job however often it is added, and may come again once it is done, because its row is the guard', async () => {
      const same = payload();
      const handled: string[] = [];
      await Promise.all(Array.from({ length: 10 }, () => queues.addDue('lease.sweep', [same], Date.now())));
      await work({
        'lease.sweep': ({ subjectId }) => {
          handled.push(subjectId);
          return Promise.resolve(done);
        },
      });
      await until(() => outcomes().length === 1, 'the job');
      await sleep(200);
      expect(handled).toEqual([same.subjectId]);
      await queues.addDue('lease.sweep', [same], Date.now());
      await until(() => handled.length === 2, 'the same job again');
    });

    it('comes back later when its handler says so', async () => {
      let tries = 0;
      const began = Date.now();
      await work({ 'lease.sweep': () => Promise.resolve(++tries === 1 ? { kind: 'retry', atMs: began + 600, why: 'locked' } : done) });
      await queues.addDue('lease.sweep', [payload()], Date.now());
      await until(() => outcomes().includes('done'), 'the second try');
      expect(outcomes()).toEqual(['retry', 'done']);
      expect(Date.now() - began).toBeGreaterThanOrEqual(550);
    });

    it('is tried again when its handler breaks off, as often as the catalogue says', async () => {
      let tries = 0;
      await work({
        'lease.sweep': () => {
          tries += 1;
          return tries < 3 ? Promise.reject(new Error('broken')) : Promise.resolve(done);
        },
      });
      await queues.addDue('lease.sweep', [payload()], Date.now());
      await until(() => outcomes().includes('done'), 'the third try');
      expect(outcomes()).toEqual(['crashed', 'crashed', 'done']);
    });

    it('is tried again a second after PostgreSQL went away under it, though it is tried once only', async () => {
      let isAway = true;
      const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
      await work({ 'account.provision': () => (isAway ? Promise.reject(refused) : Promise.resolve(done)) });
      await queues.addDue('account.provision', [payload()], Date.now());
      await until(() => outcomes().length > 0, 'the first try');
      isAway = false;
      await until(() => outcomes().includes('done'), 'the second try');
      expect(outcomes()).toEqual(['retry', 'done']);
    });

    it('is kept with its code when it failed for good, and tried anew once its row has been due for a minute longer', async () => {
      const job = payload();
      let isBroken = true;
      await work({
        'line.statistics': () => Promise.resolve(isBroken ? { kind: 'failed', code: 'desk.gone', detail: 'no such desk' } : done),
      });
      await queues.addDue('line.statistics', [job], Date.now());
      await until(async () => (await queues.queue('upkeep').getFailed()).length === 1, 'the failure');
      expect((await queues.queue('upkeep').getFailed()).map((failed) => [failed.id, failed.failedReason])).toEqual([
        [jobId('line.statistics', job), 'desk.gone: no such desk'],
      ]);
      isBroken = false;
      await queues.addDue('line.statistics', [job], Date.now());
      await sleep(300);
      expect(outcomes()).toEqual(['failed']);
      await queues.addDue('line.statistics', [job], Date.now() + 61_000);
      await until(() => outcomes().includes('done'), 'the new try');
    });

    it('is left alone when a newer release made it, and refused when its payload does not fit', async () => {
      await work({});
      await queues.queue('desk').add('badge.print', { anything: true }, { jobId: 'badge.print-x-1' });
      await queues.queue('desk').add('lease.sweep', { schoolId: 'no uuid' }, { jobId: 'lease.sweep-x-1' });
      await until(() => reports.length === 2, 'both');
      expect(new Map(reports.map((report) => [report.name, report.outcome.kind]))).toEqual(
        new Map([
          ['badge.print', 'unknown'],
          ['lease.sweep', 'failed'],
        ]),
      );
      await until(async () => (await queues.queue('desk').getJobCounts('delayed'))['delayed'] === 1, 'the unknown job waiting');
    });

    it('lets a running job finish when the worker stops', async () => {
      let finished = false;
      let begun = false;
      await work({
        'roster.import': async () => {
          begun = true;
          await sleep(400);
          finished = true;
          return done;
        },
      });
      await queues.addDue('roster.import', [payload()], Date.now());
      await until(() => begun, 'the job to begin');
      await workers?.stop();
      expect(finished).toBe(true);
    });
  });
}

describe('the handlers of a worker', () => {
  it('have to be those of the catalogue, neither fewer nor more, or it does not start', () => {
    const { 'roster.import': _, ...fewer } = idleHandlers;
    expect(() => {
      checkHandlers(idleHandlers);
    }).not.toThrow();
    expect(() => {
      checkHandlers(fewer);
    }).toThrow('Jobs without a handler: roster.import');
    expect(() => {
      checkHandlers({ ...idleHandlers, 'badge.print': () => undefined });
    }).toThrow('Handlers without a job: badge.print');
  });

  it('have ids BullMQ takes: no colon, never digits alone', () => {
    for (const name of jobNames) expect(jobId(name, payload('2026-1'))).toMatch(/^[a-z.]+-[^:]+$/);
  });
});
