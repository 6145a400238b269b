import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AcrossSchools } from './across-schools.js';
import { Metrics } from './metrics.js';

/* The oldest of them stands first in the index; nothing is counted. What makes no job is passed by at the next poll. */
export const relayLag = `
  SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - e.at) FROM event e
    WHERE e.xid >= pg_snapshot_xmin(c.snapshot) AND NOT pg_visible_in_snapshot(e.xid, c.snapshot) ORDER BY e.xid, e.id LIMIT 1), 0)::float8 AS seconds
  FROM reader_cursor c WHERE c.reader = 'relay'`;

/** Told by the API, so that it is told when no worker runs. */
@Injectable()
export class EventLogMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly acrossSchools: AcrossSchools,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'firstbell_relay_lag_seconds',
      'Age of the oldest event that the relay has not gone over yet; up to 5 s is how it works.',
      async () => (await this.acrossSchools.rows<{ seconds: number }>(relayLag))[0]?.seconds,
    );
  }
}
