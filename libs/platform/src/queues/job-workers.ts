import { jobs, type JobName, type JobOutcome, type JobPayload } from '@firstbell/contracts/jobs';
import type { Job, Worker } from 'bullmq';
import { isUnreachable, whenReachable } from '../database/unreachable.js';
import { correlationOf } from '../logging/correlation.js';
import { entered } from '../tracing/tracing.js';
import { jobNames, queueNames, type QueueName } from './job-queues.js';
import type { QueueBackend } from './queue-backend.js';

type JobHandler<N extends JobName> = (payload: JobPayload<N>) => Promise<JobOutcome>;
/** One handler for every job of the catalogue: leaving one out, or adding one nobody knows, does not compile. */
export type JobHandlers = { readonly [N in JobName]: JobHandler<N> };

export interface JobReport {
  readonly name: string;
  readonly id: string | undefined;
  readonly outcome: JobOutcome | { readonly kind: 'crashed'; readonly error: unknown } | { readonly kind: 'unknown' };
  readonly tookMs: number;
  /** How long it stood in the queue; only told of a first try. */
  readonly waitedMs: number | undefined;
}

/** A job of a newer release waits this long for a worker of that release. */
const leaveAloneMs = 15_000;
const stopWithinMs = 10_000;
/** PostgreSQL went away under a job: it is not the job's fault and no attempt of its own. A minute's patience. */
const withoutDatabase = { againAfterMs: 1_000, starts: 60, putBackWithinMs: 15_000 };

/** What compiled may still have been put together wrongly; a process without all its handlers must not start. */
export function checkHandlers(handlers: Readonly<Record<string, unknown>>): void {
  const missing = jobNames.filter((name) => typeof handlers[name] !== 'function');
  const surplus = Object.keys(handlers).filter((name) => !(name in jobs));
  if (missing.length === 0 && surplus.length === 0) return;
  throw new Error(
    `The worker cannot start. Jobs without a handler: ${missing.join(', ') || 'none'}. Handlers without a job: ${surplus.join(', ') || 'none'}. Make libs/contracts/src/jobs.ts and the handlers agree.`,
  );
}

/** Runs jobs as they come, so many of each queue at a time. */
export class JobWorkers {
  private readonly workers: Worker[];

  constructor(
    backend: QueueBackend,
    handlers: JobHandlers,
    concurrency: Readonly<Record<QueueName, number>>,
    report: (report: JobReport) => void,
    /** The last job of a queue has been taken. */
    emptied: (queue: QueueName) => void = () => undefined,
  ) {
    checkHandlers(handlers);
    this.workers = queueNames.map((queue) => {
      const worker = backend.openWorker(queue, concurrency[queue], (job, token) =>
        entered(`job ${job.name}`, { kind: 'consumer', trace: traceOf(job), facts: { 'messaging.message.id': job.id ?? '' } }, () =>
          processJob(handlers, job, token, report),
        ),
      );
      worker.on('drained', () => {
        emptied(queue);
      });
      return worker;
    });
  }

  async ready(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
  }

  /** Lets running jobs finish for a while; what is left then is given to another worker, which its row allows. */
  async stop(): Promise<void> {
    const late = setTimeout(() => {
      for (const worker of this.workers) void worker.close(true);
    }, stopWithinMs);
    await Promise.all(this.workers.map((worker) => worker.close()));
    clearTimeout(late);
  }
}

/** `traceparent` of what made it due. */
function traceOf({ data }: Job): string | undefined {
  const sent: unknown = data;
  return typeof sent === 'object' && sent !== null && 'trace' in sent ? correlationOf(sent.trace)?.trace : undefined;
}

/** The one place where a job's outcome becomes what BullMQ understands. */
async function processJob(handlers: JobHandlers, job: Job, token: string | undefined, report: (report: JobReport) => void): Promise<void> {
  const { DelayedError, UnrecoverableError } = await import('bullmq');
  const started = performance.now();
  const waitedMs = job.attemptsStarted <= 1 ? Math.max(0, Date.now() - job.timestamp) : undefined;
  const tell = (outcome: JobReport['outcome']) => {
    report({ name: job.name, id: job.id, outcome, tookMs: performance.now() - started, waitedMs });
  };
  const later = async (atMs: number) => {
    // The queue may be in the PostgreSQL that went away.
    await whenReachable(() => job.moveToDelayed(atMs, token), withoutDatabase.putBackWithinMs);
    throw new DelayedError();
  };

  const name = jobNames.find((known) => known === job.name);
  if (name === undefined) {
    tell({ kind: 'unknown' });
    return later(Date.now() + leaveAloneMs);
  }
  const payload = jobs[name].payload.safeParse(job.data);
  if (!payload.success) {
    const outcome: JobOutcome = { kind: 'failed', code: 'job.bad_payload', detail: payload.error.message };
    tell(outcome);
    throw new UnrecoverableError(`${outcome.code}: ${outcome.detail}`);
  }
  const outcome = await handlers[name](payload.data).catch((error: unknown): JobOutcome => {
    if (isUnreachable(error) && job.attemptsStarted < withoutDatabase.starts)
      return { kind: 'retry', atMs: Date.now() + withoutDatabase.againAfterMs, why: error.message };
    tell({ kind: 'crashed', error });
    throw error;
  });
  tell(outcome);
  switch (outcome.kind) {
    case 'done':
      return;
    case 'retry':
      return later(outcome.atMs);
    case 'failed':
      throw new UnrecoverableError(`${outcome.code}: ${outcome.detail}`);
  }
}
