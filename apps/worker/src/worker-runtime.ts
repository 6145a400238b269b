import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import {
  answeredWithin,
  ENV,
  EventTail,
  failureText,
  JobQueues,
  JobWorkers,
  logLine,
  longestStatementMs,
  openQueueBackend,
  survivesLosses,
  type Env,
  type JobReport,
  type QueueBackend,
  type QueueName,
} from '@firstbell/platform';
import { Pool } from 'pg';
import { writeAuditLines } from './audit-lines.js';
import { DueJobs } from './due-jobs.js';
import { DueRounds } from './due-rounds.js';
import { JobHandlersOfServices } from './job-handlers.js';
import { JobMetrics } from './job-metrics.js';
import { deleteLeftUploads } from './left-uploads.js';
import { Relay } from './relay.js';

/**
 * Jobs of each queue this process runs at once. An import is heavy, and its rows are locked: one at a time. A mail mostly
 * waits for its server; how many go to one server at once is the sender's own limit. Accounts mostly wait for a directory.
 */
const concurrency: Record<QueueName, number> = { desk: 4, imports: 1, mail: 6, upkeep: 2, accounts: 6, devices: 4 };
/** Connections to PostgreSQL for the queues: one to listen for each worker, the rest to fetch and finish. */
const queueConnections = 11;
const leftUploadsEveryMs = 3_600_000;

/** Everything that runs in the worker: workers of the queues, rounds of `due`, the relay. */
@Injectable()
export class WorkerRuntime implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('worker');
  private readonly pool: Pool;
  private backend: QueueBackend | undefined;
  private queues: JobQueues | undefined;
  private workers: JobWorkers | undefined;
  private rounds: DueRounds | undefined;
  private relay: Relay | undefined;
  private leftUploads: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly tail: EventTail,
    private readonly handlers: JobHandlersOfServices,
    private readonly metrics: JobMetrics,
  ) {
    this.pool = new Pool({
      connectionString: env.RELAY_DATABASE_URL,
      max: 3,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: answeredWithin(longestStatementMs),
      application_name: 'firstbell relay',
      ...survivesLosses,
    });
    this.pool.on('error', (error) => {
      this.warn(error);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.backend = await openQueueBackend(this.env, queueConnections, this.warn);
    this.queues = new JobQueues(this.backend);
    const due = new DueJobs(this.pool);
    const rounds = new DueRounds(due, this.queues, (error, name) => {
      this.warn(error, `looking for due ${name}`);
    });
    this.rounds = rounds;
    this.workers = new JobWorkers(
      this.backend,
      this.handlers.map,
      concurrency,
      (report) => {
        this.told(report);
      },
      (queue) => {
        rounds.emptied(queue);
      },
    );
    await this.workers.ready();
    const relay = new Relay(this.pool, due, this.queues, this.warn, writeAuditLines);
    this.relay = relay;
    this.tail.subscribe((events) => {
      relay.heard(events);
    });
    await relay.start();
    rounds.start();
    this.leftUploads = setInterval(this.deleteLeftUploads, leftUploadsEveryMs);
    this.deleteLeftUploads();
    this.metrics.watch(this.queues);
    this.logger.log(`Jobs run on ${this.backend.kind === 'redis' ? 'Redis' : 'PostgreSQL'}.`);
  }

  /** Nothing new is begun first; the database is still there for what is running. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.leftUploads);
    await this.rounds?.stop();
    await this.relay?.stop();
    await this.workers?.stop();
    await this.queues?.close();
    await this.backend?.close();
    await this.pool.end();
  }

  private readonly deleteLeftUploads = (): void => {
    deleteLeftUploads(this.pool, this.env.DATA_DIR, new Date()).catch((error: unknown) => {
      this.warn(error, 'looking for uploads that were left behind');
    });
  };

  private readonly warn = (error: unknown, doing = 'in the background'): void => {
    this.logger.warn(`Something failed ${doing} and is tried again: ${failureText(error)}`);
  };

  /** What a job says of itself may name people, so the log has its code only; the row it works on has the rest. */
  private told({ name, id, outcome, tookMs, waitedMs }: JobReport): void {
    this.metrics.observe(name, outcome.kind, tookMs, waitedMs);
    const code = outcome.kind === 'failed' ? outcome.code : undefined;
    logLine('job', { job: name, id, outcome: outcome.kind, code, ms: Math.round(tookMs), waited: waitedMs });
    const job = `${id ?? name} (${Math.round(tookMs)} ms)`;
    switch (outcome.kind) {
      case 'done':
        return this.logger.debug(`${job} is done.`);
      case 'retry':
        return this.logger.log(`${job} comes back later.`);
      case 'failed':
        return this.logger.error(`${job} failed: ${outcome.code}`);
      case 'crashed':
        return this.logger.error(`${job} broke off and is tried again: ${failureText(outcome.error)}`);
      case 'unknown':
        return this.logger.warn(`${job} is of a newer release and is left alone.`);
    }
  }
}
