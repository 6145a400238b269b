import { Global, Inject, Module, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Histogram } from 'prom-client';
import { createDataSource, poolOf } from './database/data-source.js';
import { Database } from './database/database.js';
import type { Env } from './env.js';
import { EventTail } from './event-log/event-tail.js';
import { WakeUps } from './event-log/wake-ups.js';
import { AcrossSchools } from './metrics/across-schools.js';
import { Metrics } from './metrics/metrics.js';
import { EnteredServers } from './network/entered-servers.js';
import { Sealing } from './sealing/sealing.js';

/** Injection token of the parsed environment. */
export const ENV = Symbol('ENV');

/** What every process stands on: the environment, the database, the event log. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(EventTail) private readonly tail: EventTail,
    @Inject(Database) private readonly database: Database,
    @Inject(AcrossSchools) private readonly acrossSchools: AcrossSchools,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** @param tailRestMs how long this process lets events gather before it reads more of them; screens want them at once. */
  static forRoot(env: Env, { tailRestMs = 10 } = {}): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: ENV, useValue: env },
        { provide: Database, useFactory: async () => new Database(await createDataSource(env.DATABASE_URL, env.POOL_SIZE).initialize()) },
        { provide: EventTail, useFactory: () => new EventTail(env.RELAY_DATABASE_URL, { restMs: tailRestMs }) },
        { provide: Metrics, useFactory: () => new Metrics() },
        { provide: AcrossSchools, useFactory: () => new AcrossSchools(env.RELAY_DATABASE_URL) },
        { provide: EnteredServers, useFactory: () => new EnteredServers(env) },
        { provide: Sealing, useFactory: () => new Sealing(env) },
        {
          provide: WakeUps,
          useFactory: (database: Database, tail: EventTail) => new WakeUps(database, tail),
          inject: [Database, EventTail],
        },
      ],
      exports: [ENV, AcrossSchools, Database, EnteredServers, EventTail, Metrics, Sealing, WakeUps],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    this.measure();
    await this.tail.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tail.stop();
    await this.acrossSchools.stop();
    await this.database.source.destroy();
  }

  private measure(): void {
    const pool = poolOf(this.database.source);
    this.metrics.gauges(
      'firstbell_pool_connections',
      'Database connections in use, idle, and requests that wait for one.',
      ['state'],
      () => [
        [{ state: 'used' }, pool.totalCount - pool.idleCount],
        [{ state: 'idle' }, pool.idleCount],
        [{ state: 'waited_for' }, pool.waitingCount],
      ],
    );
    this.metrics.gauge(
      'firstbell_event_tail_silent_seconds',
      'Since this process last read the event log; it reads at least every second.',
      () => this.tail.silentSeconds(performance.now()),
    );
    const told = new Histogram({
      name: 'firstbell_event_tail_seconds',
      help: 'From the beginning of the transaction that appended an event until this process has it; by the clocks of database and process.',
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
      registers: [this.metrics.registry],
    });
    this.tail.subscribe((events) => {
      const now = Date.now();
      for (const { at } of events) told.observe(Math.max(0, now - at.getTime()) / 1_000);
    });
  }
}
