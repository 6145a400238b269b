import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AcrossSchools, Metrics } from '@firstbell/platform';

/* Open tickets only, by their partial indexes: closed ones cost nothing. */
const openTickets = `
  SELECT state, count(*)::int AS tickets FROM ticket WHERE state IN ('waiting', 'claimed', 'held', 'escalated') GROUP BY state`;

/* The coach's own line is no waiting line, and at a frozen desk nobody is expected to be quick. */
const waits = `
  SELECT coalesce(max(seconds), 0)::float8 AS longest, count(*) FILTER (WHERE seconds > 1800)::int AS desks FROM (
    SELECT extract(epoch FROM now() - min(t.filed_at)) AS seconds
    FROM ticket t JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id
    WHERE t.state = 'waiting' AND t.audience = 'desk' AND k.frozen_at IS NULL GROUP BY t.school_id, t.desk_id) w`;

/** The line of all schools together: a label for each of thousands of schools would cost Prometheus more than it tells. */
@Injectable()
export class LineMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly acrossSchools: AcrossSchools,
  ) {}

  onModuleInit(): void {
    this.metrics.gauges('firstbell_tickets', 'Open tickets of all schools, by state.', ['state'], async () => {
      const found = new Map(
        (await this.acrossSchools.rows<{ state: string; tickets: number }>(openTickets)).map((row) => [row.state, row.tickets]),
      );
      return ['waiting', 'claimed', 'held', 'escalated'].map((state) => [{ state }, found.get(state) ?? 0]);
    });
    this.metrics.gauge(
      'firstbell_longest_wait_seconds',
      'Since the oldest ticket that still waits was filed.',
      async () => (await this.waits())?.longest,
    );
    this.metrics.gauge(
      'firstbell_desks_behind',
      'Desks where somebody has waited for more than half an hour.',
      async () => (await this.waits())?.desks,
    );
  }

  private async waits() {
    return (await this.acrossSchools.rows<{ longest: number; desks: number }>(waits))[0];
  }
}
