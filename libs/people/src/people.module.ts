import { Module } from '@nestjs/common';
import { ScheduleModule } from '@firstbell/schedule';
import { PeopleStore } from './people.store.js';
import { RosterModule } from './roster/import/roster.module.js';
import { PrivacyService } from './privacy/privacy.service.js';
import { PrivacyStore } from './privacy/privacy.store.js';
import { SchoolFounding } from './schools/school-founding.js';
import { SchoolsService } from './schools/schools.service.js';
import { SchoolsStore } from './schools/schools.store.js';
import { SecondFactorCodes } from './second-factor/second-factor-codes.js';
import { SecondFactorResets } from './second-factor/second-factor-resets.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { SecondFactorStore } from './second-factor/second-factor.store.js';
import { OpenSessionsService } from './sessions/open-sessions.service.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SessionsStore } from './sessions/sessions.store.js';
import { AccountsStore } from './sign-in/accounts.store.js';
import { DirectoryAccounts } from './sign-in/directory-accounts.js';
import { MeStore } from './sign-in/me.store.js';
import { PasswordChoice } from './sign-in/password-choice.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { RoleChanges } from './staff/role-changes.js';
import { StaffService } from './staff/staff.service.js';
import { StationsService } from './stations/stations.service.js';
import { StationsStore } from './stations/stations.store.js';

const forOthers = [
  DirectoryAccounts,
  OpenSessionsService,
  PeopleStore,
  PrivacyService,
  RoleChanges,
  SchoolFounding,
  SchoolsService,
  SchoolsStore,
  SecondFactorService,
  SessionsService,
  SignInService,
  StaffService,
  StationsService,
];

@Module({
  imports: [ScheduleModule, RosterModule],
  providers: [
    ...forOthers,
    SessionsStore,
    AccountsStore,
    MeStore,
    PasswordChoice,
    PrivacyStore,
    SecondFactorCodes,
    SecondFactorResets,
    SecondFactorStore,
    StationsStore,
  ],
  exports: [...forOthers, RosterModule],
})
export class PeopleModule {}
