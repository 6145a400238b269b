import { Module } from '@nestjs/common';
import { DevicesModule } from '@firstbell/devices';
import { FeedbackModule } from '@firstbell/feedback';
import { MailingModule } from '@firstbell/mailing';
import { PeopleModule } from '@firstbell/people';
import { ScheduleModule } from '@firstbell/schedule';
import { TicketsModule } from '@firstbell/tickets';
import { CatchUp } from './catch-up.js';
import { ChangedRows } from './changed-rows.js';
import { Following } from './following.js';
import { LiveRequests } from './live-requests.js';
import { LiveRooms } from './live-rooms.js';
import { LiveViews } from './live-views.js';
import { LookSharing } from './look-sharing.js';
import { Lookers } from './lookers.js';
import { MyTicketsNews } from './my-tickets-news.js';
import { OverdueSessions } from './overdue-sessions.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { RolloutNews } from './rollout-news.js';
import { SessionEnds } from './session-ends.js';
import { SlowClients } from './slow-clients.js';
import { SocketMetrics } from './socket-metrics.js';

/** The live screens. Beside the API in one process or on its own; needs `PlatformModule` above it. */
@Module({
  imports: [PeopleModule, ScheduleModule, TicketsModule, FeedbackModule, DevicesModule, MailingModule],
  providers: [
    RealtimeGateway,
    LiveRequests,
    LiveRooms,
    LiveViews,
    ChangedRows,
    CatchUp,
    Following,
    LookSharing,
    Lookers,
    MyTicketsNews,
    OverdueSessions,
    RolloutNews,
    SessionEnds,
    SlowClients,
    SocketMetrics,
  ],
  exports: [SlowClients],
})
export class RealtimeModule {}
