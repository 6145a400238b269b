import { Module } from '@nestjs/common';
import { PeopleModule } from '@firstbell/people';
import { ScheduleModule } from '@firstbell/schedule';
import { IssuesOfNewSchool } from './catalogue/issues-of-new-school.js';
import { ClaimMetrics } from './claim-metrics.js';
import { ClaimsService } from './claims.service.js';
import { ClaimsStore } from './claims.store.js';
import { DeskWorkService } from './desk-work.service.js';
import { DesksFollowBells } from './desks-follow-bells.js';
import { DesksFollowRoles } from './desks-follow-roles.js';
import { DesksService } from './desks.service.js';
import { DesksStore } from './desks.store.js';
import { DutyFollowUps } from './duty-follow-ups.js';
import { DutyService } from './duty.service.js';
import { DutyStore } from './duty.store.js';
import { FilingService } from './filing.service.js';
import { FilingStore } from './filing.store.js';
import { HoldsService } from './holds.service.js';
import { HoldsStore } from './holds.store.js';
import { IdentityStore } from './identity.store.js';
import { IssuesService } from './issues.service.js';
import { IssuesStore } from './issues.store.js';
import { KioskService } from './kiosk.service.js';
import { LineService } from './line.service.js';
import { MyTicketsService } from './my-tickets.service.js';
import { MyTicketsStore } from './my-tickets.store.js';
import { RejectedFilingsStore } from './rejected-filings.store.js';
import { TicketFollowUps } from './ticket-follow-ups.js';
import { TicketHistoryStore } from './ticket-history.store.js';
import { TicketsService } from './tickets.service.js';
import { TicketsStore } from './tickets.store.js';

const forOthers = [
  ClaimsService,
  DeskWorkService,
  DesksService,
  DesksStore,
  DutyFollowUps,
  DutyService,
  FilingService,
  HoldsService,
  IssuesService,
  IssuesStore,
  KioskService,
  LineService,
  IssuesOfNewSchool,
  MyTicketsService,
  MyTicketsStore,
  TicketFollowUps,
  TicketsService,
  TicketsStore,
];

@Module({
  imports: [PeopleModule, ScheduleModule],
  providers: [
    ...forOthers,
    ClaimMetrics,
    ClaimsStore,
    DesksFollowBells,
    DesksFollowRoles,
    DutyStore,
    FilingStore,
    HoldsStore,
    IdentityStore,
    RejectedFilingsStore,
    TicketHistoryStore,
  ],
  exports: forOthers,
})
export class TicketsModule {}
