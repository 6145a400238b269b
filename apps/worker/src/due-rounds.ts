import { jobs, type JobName } from '@firstbell/contracts/jobs';
import { jobNames, type JobQueues } from '@firstbell/platform';
import type { DueJobs } from './due-jobs.js';

/**
 * Looks again and again for rows whose job should exist, and adds the jobs that are missing: the safety net under the
 * relay, the sweep of time limits, and the recovery after a queue was lost.
 */
export class DueRounds {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Map<JobName, Promise<void>>();

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

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
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
