import { Injectable } from '@nestjs/common';
import { jobNames, Metrics, queueNames, type JobQueues, type JobReport } from '@firstbell/platform';
import { Histogram } from 'prom-client';

const buckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1_800];
const states = ['waiting', 'active', 'delayed', 'failed'] as const;

/** How jobs go, by their name, and what stands in the queues. (`job` is Prometheus’ own label.) */
@Injectable()
export class JobMetrics {
  private readonly took: Histogram<'name' | 'outcome'>;
  private readonly waited: Histogram<'name'>;

  constructor(private readonly metrics: Metrics) {
    const registers = [metrics.registry];
    this.took = new Histogram({
      name: 'firstbell_job_seconds',
      help: 'How long jobs ran, by name and outcome.',
      labelNames: ['name', 'outcome'],
      buckets,
      registers,
    });
    this.waited = new Histogram({
      name: 'firstbell_job_lag_seconds',
      help: 'How long jobs stood in their queue before their first try.',
      labelNames: ['name'],
      buckets,
      registers,
    });
  }

  observe(name: string, outcome: JobReport['outcome']['kind'], tookMs: number, waitedMs: number | undefined): void {
    // A newer release's job is one of many names that this one does not know.
    const job = jobNames.find((known) => known === name) ?? 'unknown';
    this.took.labels(job, outcome).observe(tookMs / 1_000);
    if (waitedMs !== undefined) this.waited.labels(job).observe(waitedMs / 1_000);
  }

  watch(queues: JobQueues): void {
    this.metrics.gauges('firstbell_jobs', 'Jobs in the queues, by queue and state.', ['queue', 'state'], async () => {
      const found = await Promise.all(
        queueNames.map(async (queue) => {
          const counts = await queues.queue(queue).getJobCounts(...states);
          return states.map((state): [{ queue: string; state: string }, number] => [{ queue, state }, counts[state] ?? 0]);
        }),
      );
      return found.flat();
    });
  }
}
