import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AcrossSchools, Metrics } from '@firstbell/platform';

/* The school that is nearest to its cap, as a share, and how many stand still. A school without a sender has no cap. */
const caps = `
  SELECT min(greatest(0, 1 - coalesce(c.spent, 0)::float8 / s.per_day)) AS least,
         count(*) FILTER (WHERE s.paused_until > now())::int AS paused
  FROM mail_sender s
  LEFT JOIN LATERAL (SELECT count(*) AS spent FROM mail_spent m WHERE m.school_id = s.school_id AND m.at > now() - interval '1 day') c ON true`;

/** Caps and pauses of all schools' mail together. */
@Injectable()
export class SenderMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly acrossSchools: AcrossSchools,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'firstbell_mail_cap_left_ratio',
      'What is left of the daily cap at the school with the least; none without a sender.',
      async () => {
        return (await this.caps())?.least ?? undefined;
      },
    );
    this.metrics.gauge('firstbell_mail_senders_paused', 'Schools whose mail stands still.', async () => (await this.caps())?.paused);
  }

  private async caps() {
    return (await this.acrossSchools.rows<{ least: number | null; paused: number }>(caps))[0];
  }
}
