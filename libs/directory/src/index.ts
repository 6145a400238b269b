export { AccountsOfPeople } from './accounts/accounts-of-people.js';
export { ProvisionWork } from './accounts/provision-work.js';
export { SuspendWork } from './accounts/suspend-work.js';
export { Credentials } from './credentials/credentials.js';
export { DirectoryModule } from './directory.module.js';
