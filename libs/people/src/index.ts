export { PeopleModule } from './people.module.js';
export { PeopleStore, type NewPerson } from './people.store.js';
export { forgetOldWords } from './privacy/forget-old-words.js';
export { PrivacyService } from './privacy/privacy.service.js';
export { PrivacyStore } from './privacy/privacy.store.js';
export { importRosterFile, isReadyToApply, type ImportedFile } from './roster/import/import-roster-file.js';
export { RosterImportService } from './roster/import/roster-import.service.js';
export { RosterImportsStore } from './roster/import/roster-imports.store.js';
export { RosterImportWork } from './roster/import/roster-import-work.js';
export { RosterRefusal, type RosterRefusalCode } from './roster/roster-refusal.js';
export { SchoolFounding } from './schools/school-founding.js';
export { SchoolsService } from './schools/schools.service.js';
export { firstSettings, SchoolsStore } from './schools/schools.store.js';
export { searchName } from './search-name.rules.js';
export { SecondFactorResets } from './second-factor/second-factor-resets.js';
export { SecondFactorService } from './second-factor/second-factor.service.js';
export { SecondFactorStore } from './second-factor/second-factor.store.js';
export {
  hashOfSecret,
  hostSessionCookie,
  newSecret,
  secretFromCookieHeader,
  secretOfCookies,
  sessionCookie,
} from './sessions/session-cookie.js';
export { deviceOf, type Device } from './sessions/device.rules.js';
export { OpenSessionsService } from './sessions/open-sessions.service.js';
export { sessionHours } from './sessions/session-hours.js';
export { SessionsService } from './sessions/sessions.service.js';
export { SessionsStore } from './sessions/sessions.store.js';
export { AccountsStore } from './sign-in/accounts.store.js';
export { DirectoryAccounts, type DirectoryAccountRow } from './sign-in/directory-accounts.js';
export { oneTimeDays } from './sign-in/one-time-days.js';
export { hashPassword } from './sign-in/passwords.js';
export { SignInService, type SignedIn } from './sign-in/sign-in.service.js';
export { RoleChanges } from './staff/role-changes.js';
export { StaffService } from './staff/staff.service.js';
export { StationsService } from './stations/stations.service.js';
