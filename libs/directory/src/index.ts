export { AccountsOfPeople } from './accounts/accounts-of-people.js';
export { Credentials } from './credentials/credentials.js';
export { DirectoryModule } from './directory.module.js';
