import { Module } from '@nestjs/common';
import { PeopleModule } from '@firstbell/people';
import { AccountSetbacks } from './accounts/account-setbacks.js';
import { AccountWorkStore } from './accounts/account-work.store.js';
import { AccountsOfPeople } from './accounts/accounts-of-people.js';
import { AccountsOfPeopleStore } from './accounts/accounts-of-people.store.js';
import { ProvisionWork } from './accounts/provision-work.js';
import { SuspendWork } from './accounts/suspend-work.js';
import { Credentials } from './credentials/credentials.js';
import { CredentialsStore } from './credentials/credentials.store.js';
import { OpenDirectories } from './providers/open-directories.js';
import { DirectorySettingsStore } from './settings/directory-settings.store.js';

const forOthers = [AccountsOfPeople, Credentials, ProvisionWork, SuspendWork];

@Module({
  imports: [PeopleModule],
  providers: [
    ...forOthers,
    AccountSetbacks,
    AccountsOfPeopleStore,
    AccountWorkStore,
    CredentialsStore,
    DirectorySettingsStore,
    OpenDirectories,
  ],
  exports: forOthers,
})
export class DirectoryModule {}
