import { jobs, type JobName, type JobPayload } from '@firstbell/contracts/jobs';
import type { JobsOptions, Queue } from 'bullmq';
import type { QueueBackend } from './queue-backend.js';

export const jobNames = Object.keys(jobs).filter((name): name is JobName => name in jobs);
export type QueueName = (typeof jobs)[JobName]['queue'];
export const queueNames: readonly QueueName[] = [...new Set(jobNames.map((name) => jobs[name].queue))];

/** A failed job whose row is still due is tried again this long after it failed. */
const failedRestMs = 60_000;
const failedKept = { age: 7 * 24 * 3600, count: 1_000 };
const addedAtOnce = 100;

/** The row's attempt is part of the id: the same work is queued once, and the next attempt is another job. */
export function jobId(name: JobName, payload: JobPayload<JobName>): string {
  return `${name}-${payload.subjectId}-${payload.attempt}`;
}

/**
 * Puts jobs of the catalogue on their queues. Adding one that is there already changes nothing. A finished job is
 * forgotten, so the row alone says whether its work is still to be done.
 */
export class JobQueues {
  private readonly queues = new Map<QueueName, Queue>();

  constructor(private readonly backend: QueueBackend) {}

  /**
   * Adds what a round of `due` found, and gives those of them that failed a while ago another try.
   * @param traces `traceparent` of what made them due, by subject, or by school where it is of another subject
   */
  async addDue(
    name: JobName,
    due: readonly JobPayload<JobName>[],
    now: number,
    traces: ReadonlyMap<string, string> = new Map(),
  ): Promise<void> {
    if (due.length === 0) return;
    await this.retryFailed(name, due, now);
    for (let from = 0; from < due.length; from += addedAtOnce) {
      const some = due.slice(from, from + addedAtOnce).map((data) => ({
        name,
        data: { ...data, trace: traces.get(data.subjectId) ?? traces.get(data.schoolId) },
        opts: optionsOf(name, data),
      }));
      await this.queue(jobs[name].queue).addBulk(some);
    }
  }

  /** The queue of that name, opened on first use. */
  queue(name: QueueName): Queue {
    const open = this.queues.get(name) ?? this.backend.openQueue(name);
    this.queues.set(name, open);
    return open;
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.queues.clear();
  }

  private async retryFailed(name: JobName, due: readonly JobPayload<JobName>[], now: number): Promise<void> {
    // BullMQ silently ignores an id that is kept as failed.
    const failed = await this.queue(jobs[name].queue).getFailed(0, failedKept.count);
    if (failed.length === 0) return;
    const ids = new Set(due.map((payload) => jobId(name, payload)));
    const rested = failed.filter((job) => job.id !== undefined && ids.has(job.id) && now - (job.finishedOn ?? 0) >= failedRestMs);
    // Another worker may have done it first; then there is nothing left to do.
    await Promise.allSettled(rested.map((job) => job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true })));
  }
}

function optionsOf(name: JobName, payload: JobPayload<JobName>): JobsOptions {
  const { attempts, backoffMs } = jobs[name];
  return {
    jobId: jobId(name, payload),
    attempts,
    backoff: { type: 'exponential', delay: backoffMs, jitter: 0.2 },
    removeOnComplete: true,
    removeOnFail: failedKept,
  };
}
