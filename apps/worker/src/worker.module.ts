import { Module, type DynamicModule } from '@nestjs/common';
import { CirculationModule, DeviceManagementModule, DevicesModule } from '@firstbell/devices';
import { DirectoryModule } from '@firstbell/directory';
import { FeedbackModule } from '@firstbell/feedback';
import { MailingModule } from '@firstbell/mailing';
import { PeopleModule } from '@firstbell/people';
import { PlatformModule, type Env } from '@firstbell/platform';
import { TicketsModule } from '@firstbell/tickets';
import { JobHandlersOfServices } from './job-handlers.js';
import { JobMetrics } from './job-metrics.js';
import { MetricsServer } from './metrics-server.js';
import { WorkerRuntime } from './worker-runtime.js';

@Module({})
export class WorkerModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forRoot(env, { tailRestMs: 100 }),
        PeopleModule,
        TicketsModule,
        FeedbackModule,
        DevicesModule,
        MailingModule,
        DirectoryModule,
        CirculationModule,
        DeviceManagementModule,
      ],
      providers: [JobHandlersOfServices, JobMetrics, MetricsServer, WorkerRuntime],
    };
  }
}
