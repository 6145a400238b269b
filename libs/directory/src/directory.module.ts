import { Module } from '@nestjs/common';
import { AccountsOfPeople } from './accounts/accounts-of-people.js';
import { AccountsOfPeopleStore } from './accounts/accounts-of-people.store.js';
import { Credentials } from './credentials/credentials.js';
import { CredentialsStore } from './credentials/credentials.store.js';

const forOthers = [AccountsOfPeople, Credentials];

@Module({ providers: [...forOthers, AccountsOfPeopleStore, CredentialsStore], exports: forOthers })
export class DirectoryModule {}
