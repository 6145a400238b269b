import { Module } from '@nestjs/common';
import { PeopleModule } from '@firstbell/people';
import { AccountSetbacks } from './accounts/account-setbacks.js';
import { AccountWorkStore } from './accounts/account-work.store.js';
import { AccountsListStore } from './accounts/accounts-list.store.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AccountsOfPeople } from './accounts/accounts-of-people.js';
import { AccountsOfPeopleStore } from './accounts/accounts-of-people.store.js';
import { ProvisionHere } from './accounts/provision-here.js';
import { ProvisionWork } from './accounts/provision-work.js';
import { SuspendWork } from './accounts/suspend-work.js';
import { Usernames } from './accounts/usernames.js';
import { Credentials } from './credentials/credentials.js';
import { CredentialsStore } from './credentials/credentials.store.js';
import { NewPasswordsService } from './credentials/new-passwords.service.js';
import { NewPasswordsStore } from './credentials/new-passwords.store.js';
import { SlipsService } from './credentials/slips.service.js';
import { CloudClients } from './providers/cloud-clients.js';
import { OpenDirectories } from './providers/open-directories.js';
import { PasswordHashing } from './providers/password-hashing.js';
import { DirectorySettingsService } from './settings/directory-settings.service.js';
import { DirectorySettingsStore } from './settings/directory-settings.store.js';

const forOthers = [
  AccountsOfPeople,
  AccountsService,
  Credentials,
  DirectorySettingsService,
  NewPasswordsService,
  ProvisionWork,
  SlipsService,
  SuspendWork,
];

@Module({
  imports: [PeopleModule],
  providers: [
    ...forOthers,
    AccountSetbacks,
    AccountsListStore,
    AccountsOfPeopleStore,
    AccountWorkStore,
    CloudClients,
    CredentialsStore,
    DirectorySettingsStore,
    NewPasswordsStore,
    OpenDirectories,
    PasswordHashing,
    ProvisionHere,
    Usernames,
  ],
  exports: forOthers,
})
export class DirectoryModule {}
