import { Global, Inject, Module, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createDataSource } from './database/data-source.js';
import { Database } from './database/database.js';
import type { Env } from './env.js';
import { EventTail } from './event-log/event-tail.js';
import { WakeUps } from './event-log/wake-ups.js';
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
  ) {}

  /** @param tailRestMs how long this process lets events gather before it reads more of them; screens want them at once. */
  static forRoot(env: Env, { tailRestMs = 10 } = {}): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: ENV, useValue: env },
        { provide: Database, useFactory: async () => new Database(await createDataSource(env.DATABASE_URL, env.POOL_SIZE).initialize()) },
        { provide: EventTail, useFactory: () => new EventTail(env.RELAY_DATABASE_URL, { restMs: tailRestMs }) },
        { provide: Sealing, useFactory: () => new Sealing(env) },
        {
          provide: WakeUps,
          useFactory: (database: Database, tail: EventTail) => new WakeUps(database, tail),
          inject: [Database, EventTail],
        },
      ],
      exports: [ENV, Database, EventTail, Sealing, WakeUps],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.tail.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tail.stop();
    await this.database.source.destroy();
  }
}
