import { Injectable } from '@nestjs/common';
import { Metrics } from '@firstbell/platform';
import { Histogram } from 'prom-client';

/** How long students waited, counted when a ticket is claimed; its count is that of the claims. */
@Injectable()
export class ClaimMetrics {
  private readonly waited: Histogram<'how'>;

  constructor({ registry }: Metrics) {
    this.waited = new Histogram({
      name: 'firstbell_claim_wait_seconds',
      help: 'From filing to each claim, by how it was taken: the next in line, or this very one.',
      labelNames: ['how'],
      buckets: [15, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 86_400],
      registers: [registry],
    });
  }

  claimed(how: 'next' | 'chosen', filedAt: Date, now: Date): void {
    this.waited.labels(how).observe(Math.max(0, now.getTime() - filedAt.getTime()) / 1_000);
  }
}
