import { jobs, type JobDefinition, type JobName } from '@firstbell/contracts/jobs';
import { jobNames, type JobQueues, type QueueName } from '@firstbell/platform';
import type { DueJobs } from './due-jobs.js';

/** A queue that runs empty is filled at most so often: what is due may be nothing that can be done. */
const refillMs = 250;

/**
 * Looks again and again for rows whose job should exist, and adds the jobs that are missing: the safety net under the
 * relay, the sweep of time limits, and the recovery after a queue was lost.
 */
export class DueRounds {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Map<JobName, Promise<void>>();
  private readonly refills = new Map<JobName, NodeJS.Timeout>();

  constructor(
    private readonly due: DueJobs,
    private readonly queues: JobQueues,
    private readonly report: (error: unknown, name: JobName) => void,
  ) {}

  /** The first round is at once. */
  start(): void {
    for (const name of jobNames) {
      this.timers.push(
        setInterval(() => {
          this.round(name);
        }, jobs[name].everySeconds * 1_000),
      );
      this.round(name);
    }
  }

  /** A queue has run empty: jobs of which only a part was due at once have their next part found. */
  emptied(queue: QueueName): void {
    for (const name of jobNames) {
      const { queue: itsQueue, inParts }: JobDefinition = jobs[name];
      if (itsQueue !== queue || inParts !== true || this.refills.has(name)) continue;
      this.round(name);
      this.refills.set(
        name,
        setTimeout(() => this.refills.delete(name), refillMs),
      );
    }
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    for (const refill of this.refills.values()) clearTimeout(refill);
    await Promise.all(this.running.values());
  }

  /** A round that is still on is not overtaken by the next. */
  private round(name: JobName): void {
    if (this.running.has(name)) return;
    const work = this.addDue(name)
      .catch((error: unknown) => {
        this.report(error, name);
      })
      .finally(() => {
        this.running.delete(name);
      });
    this.running.set(name, work);
  }

  private async addDue(name: JobName): Promise<void> {
    await this.queues.addDue(name, await this.due.of(name), Date.now());
  }
}
