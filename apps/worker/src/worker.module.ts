import { Module, type DynamicModule } from '@nestjs/common';
import { CheckoutSyncModule, DevicesModule } from '@firstbell/devices';
import { DevicesModule } from '@firstbell/devices';
import { DirectoryModule } from '@firstbell/directory';
import { CirculationModule, DevicesModule } from '@firstbell/devices';
import { FeedbackModule } from '@firstbell/feedback';
import { PeopleModule } from '@firstbell/people';
import { PlatformModule, type Env } from '@firstbell/platform';
import { TicketsModule } from '@firstbell/tickets';
import { JobHandlersOfServices } from './job-handlers.js';
import { WorkerRuntime } from './worker-runtime.js';

@Module({})
export class WorkerModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.forRoot(env), PeopleModule, TicketsModule, FeedbackModule, DevicesModule, CheckoutSyncModule],
      imports: [PlatformModule.forRoot(env), PeopleModule, TicketsModule, FeedbackModule, DevicesModule, DirectoryModule],
      imports: [PlatformModule.forRoot(env), PeopleModule, TicketsModule, FeedbackModule, DevicesModule, CirculationModule],
      providers: [JobHandlersOfServices, WorkerRuntime],
    };
  }
}
