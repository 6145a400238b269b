import { Injectable } from '@nestjs/common';
import type { JobOutcome } from '@firstbell/contracts/jobs';
import { CheckoutSyncService, DeviceImportWork, LoanersService, ReservationsService } from '@firstbell/devices';
import { ProvisionWork, SuspendWork } from '@firstbell/directory';
import { SampleService } from '@firstbell/feedback';
import { CredentialMails, MailSending } from '@firstbell/mailing';
import { forgetOldWords, RosterImportWork, SessionsService } from '@firstbell/people';
import { Database, deleteOldEvents, type JobHandlers } from '@firstbell/platform';
import { ClaimsService, DesksService, DutyService, HoldsService } from '@firstbell/tickets';

const done: JobOutcome = { kind: 'done' };

/** What each job of the catalogue does. A handler is safe to run twice, or twice at once: its rows say what is left to do. */
@Injectable()
export class JobHandlersOfServices {
  constructor(
    private readonly claims: ClaimsService,
    private readonly desks: DesksService,
    private readonly duty: DutyService,
    private readonly holds: HoldsService,
    private readonly samples: SampleService,
    private readonly sessions: SessionsService,
    private readonly rosters: RosterImportWork,
    private readonly loaners: LoanersService,
    private readonly reservations: ReservationsService,
    private readonly deviceImports: DeviceImportWork,
    private readonly mails: MailSending,
    private readonly credentialMails: CredentialMails,
    private readonly checkoutSync: CheckoutSyncService,
    private readonly provision: ProvisionWork,
    private readonly suspend: SuspendWork,
    private readonly database: Database,
  ) {}

  readonly map: JobHandlers = {
    'lease.sweep': async ({ schoolId, subjectId: deskId }) => {
      await this.claims.sweep(schoolId, deskId);
      return done;
    },
    'hold.sweep': async ({ schoolId, subjectId: deskId }) => {
      await this.holds.sweep(schoolId, deskId);
      return done;
    },
    'duty.sweep': async ({ schoolId, subjectId: deskId }) => {
      await this.duty.sweep(schoolId, deskId);
      return done;
    },
    'bell.ring': async ({ schoolId }) => {
      await this.desks.ringBell(schoolId);
      return done;
    },
    'line.statistics': async ({ schoolId, subjectId: deskId }) => {
      await this.desks.updateStatistics(schoolId, deskId);
      return done;
    },
    'reviews.sample': async ({ schoolId }) => {
      await this.samples.sampleReviews(schoolId, new Date(), Math.random);
      return done;
    },
    'roster.import': (payload) => this.rosters.handle(payload),
    'devices.import': (payload) => this.deviceImports.handle(payload),
    'mailing.send': (payload) => this.mails.handle(payload),
    'credential.deliver': (payload) => this.credentialMails.handle(payload),
    'checkout.sync': (payload) => this.checkoutSync.handle(payload),
    'account.provision': (payload) => this.provision.handle(payload),
    'account.suspend': (payload) => this.suspend.handle(payload),
    'loaner.remind': async ({ schoolId, subjectId: checkOutId }) => {
      await this.loaners.remind(schoolId, checkOutId);
      return done;
    },
    'cart.prompt': async ({ schoolId, subjectId: reservationId }) => {
      await this.reservations.prompt(schoolId, reservationId);
      return done;
    },
    'sessions.retention': async ({ schoolId }) => {
      await this.sessions.deleteOver(schoolId);
      return done;
    },
    'events.retention': async ({ schoolId }) => {
      await deleteOldEvents(this.database, schoolId);
      return done;
    },
    'words.retention': async ({ schoolId }) => {
      await forgetOldWords(this.database, schoolId);
      return done;
    },
  };
}
