import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CirculationModule, DeviceManagementModule, DevicesModule } from '@firstbell/devices';
import { DirectoryModule } from '@firstbell/directory';
import { FeedbackModule } from '@firstbell/feedback';
import { MailingModule, SenderMetrics } from '@firstbell/mailing';
import { PeopleModule } from '@firstbell/people';
import { EventLogMetrics, MetricsController } from '@firstbell/platform';
import { RolloutsModule } from '@firstbell/rollouts';
import { ScheduleModule } from '@firstbell/schedule';
import { LineMetrics, TicketsModule } from '@firstbell/tickets';
import { AgreementsController } from './circulation/agreements.controller.js';
import { CartsController } from './circulation/carts.controller.js';
import { CheckOutsController } from './circulation/check-outs.controller.js';
import { DevicePhotosController } from './circulation/device-photos.controller.js';
import { FoundLaptopsController } from './circulation/found-laptops.controller.js';
import { RepairsController } from './circulation/repairs.controller.js';
import { DeviceImportsController } from './devices/device-imports.controller.js';
import { DeviceManagementController } from './devices/device-management.controller.js';
import { DevicesController } from './devices/devices.controller.js';
import { DirectoryController } from './directory/directory.controller.js';
import { CoachNotesController } from './feedback/coach-notes.controller.js';
import { FeedbackController } from './feedback/feedback.controller.js';
import { FiguresController } from './feedback/figures.controller.js';
import { ReviewsController } from './feedback/reviews.controller.js';
import { HandOutController } from './hand-out/hand-out.controller.js';
import { HealthController } from './health.controller.js';
import { MailSettingsController } from './mailing/mail-settings.controller.js';
import { MailingController } from './mailing/mailing.controller.js';
import { OpenApiController } from './open-api.controller.js';
import { OperationGuard } from './operation/operation.guard.js';
import { OriginCheck } from './operation/origin-check.js';
import { ProblemFilter } from './operation/problem.filter.js';
import { RateLimits } from './operation/rate-limits.js';
import { PeopleController } from './people/people.controller.js';
import { PrivacyController } from './people/privacy.controller.js';
import { SecondFactorController } from './people/second-factor.controller.js';
import { SessionsController } from './people/sessions.controller.js';
import { StationsController } from './people/stations.controller.js';
import { RolloutsController } from './rollouts/rollouts.controller.js';
import { RosterController } from './roster/roster.controller.js';
import { ScheduleController } from './schedule/schedule.controller.js';
import { DeskController } from './tickets/desk.controller.js';
import { IssuesController } from './tickets/issues.controller.js';
import { KioskController } from './tickets/kiosk.controller.js';
import { MyTicketsController } from './tickets/my-tickets.controller.js';
import { TicketsController } from './tickets/tickets.controller.js';

@Module({
  imports: [
    CirculationModule,
    DeviceManagementModule,
    DevicesModule,
    DirectoryModule,
    FeedbackModule,
    MailingModule,
    PeopleModule,
    RolloutsModule,
    ScheduleModule,
    TicketsModule,
  ],
  controllers: [
    AgreementsController,
    CartsController,
    CheckOutsController,
    CoachNotesController,
    DeskController,
    DeviceImportsController,
    DeviceManagementController,
    DevicePhotosController,
    DevicesController,
    DirectoryController,
    FeedbackController,
    FiguresController,
    FoundLaptopsController,
    HandOutController,
    HealthController,
    IssuesController,
    KioskController,
    MailingController,
    MailSettingsController,
    MetricsController,
    MyTicketsController,
    OpenApiController,
    PeopleController,
    PrivacyController,
    SecondFactorController,
    RepairsController,
    ReviewsController,
    RolloutsController,
    RosterController,
    ScheduleController,
    SessionsController,
    StationsController,
    TicketsController,
  ],
  providers: [
    EventLogMetrics,
    LineMetrics,
    OriginCheck,
    RateLimits,
    SenderMetrics,
    { provide: APP_GUARD, useClass: OperationGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class ApiModule {}
