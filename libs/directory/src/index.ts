export { AccountsOfPeople } from './accounts/accounts-of-people.js';
export { AccountsService } from './accounts/accounts.service.js';
export { ProvisionWork } from './accounts/provision-work.js';
export { SuspendWork } from './accounts/suspend-work.js';
export { Credentials } from './credentials/credentials.js';
export { SlipsService } from './credentials/slips.service.js';
export { DirectoryModule } from './directory.module.js';
export { DirectorySettingsService } from './settings/directory-settings.service.js';
