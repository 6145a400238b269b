import { FirstLight1795330000000 } from './1795330000000-first-light.js';
import { RosterStaging1795330200000 } from './1795330200000-roster-staging.js';
import { Devices1795600000000 } from './1795600000000-devices.js';
import { Directory1795600100000 } from './1795600100000-directory.js';
import { Mailing1795600200000 } from './1795600200000-mailing.js';
import { Rollouts1795600300000 } from './1795600300000-rollouts.js';
import { CredentialAccount1795600600000 } from './1795600600000-credential-account.js';
import { DeviceManagement1795600700000 } from './1795600700000-device-management.js';
import { RenewedCredentials1795600800000 } from './1795600800000-renewed-credentials.js';
import { RowLevelSecurity1795600900000 } from './1795600900000-row-level-security.js';
import { EventTrace1795600900300 } from './1795600900300-event-trace.js';
import { EventRetention1795601000000 } from './1795601000000-event-retention.js';
import { SessionLimit1795601200000 } from './1795601200000-session-limit.js';
import { SecondFactor1795601300000 } from './1795601300000-second-factor.js';
import { SecondFactorDemand1795601310000 } from './1795601310000-second-factor-demand.js';
import { SessionsOver1795601400000 } from './1795601400000-sessions-over.js';
import { OpenSessions1795601400100 } from './1795601400100-open-sessions.js';
import { EventLogAppendOnly1795601500000 } from './1795601500000-event-log-append-only.js';
import { WordsKeptYears1795601500100 } from './1795601500100-words-kept-years.js';
import { BellSchedule1795601700000 } from './1795601700000-bell-schedule.js';
import { DutyEnds1795601700100 } from './1795601700100-duty-ends.js';
import { NextBells1795601700150 } from './1795601700150-next-bells.js';
import { DayTypes1795601700200 } from './1795601700200-day-types.js';
import { FoundLaptops1795601800000 } from './1795601800000-found-laptops.js';
import { HoldsThatEnd1795601800100 } from './1795601800100-holds-that-end.js';
import { OneOpenOfEachAudience1795601900110 } from './1795601900110-one-open-of-each-audience.js';
import { WithTheCoach1795601900120 } from './1795601900120-with-the-coach.js';

/** Every migration, oldest first. Listed by hand so that a bundle or a stray file never changes what runs. */
export const migrations = [
  FirstLight1795330000000,
  RosterStaging1795330200000,
  Devices1795600000000,
  Directory1795600100000,
  Mailing1795600200000,
  Rollouts1795600300000,
  CredentialAccount1795600600000,
  DeviceManagement1795600700000,
  RenewedCredentials1795600800000,
  RowLevelSecurity1795600900000,
  EventTrace1795600900300,
  EventRetention1795601000000,
  SessionLimit1795601200000,
  SecondFactor1795601300000,
  SecondFactorDemand1795601310000,
  SessionsOver1795601400000,
  OpenSessions1795601400100,
  EventLogAppendOnly1795601500000,
  WordsKeptYears1795601500100,
  BellSchedule1795601700000,
  DutyEnds1795601700100,
  NextBells1795601700150,
  DayTypes1795601700200,
  FoundLaptops1795601800000,
  HoldsThatEnd1795601800100,
  OneOpenOfEachAudience1795601900110,
  WithTheCoach1795601900120,
];
