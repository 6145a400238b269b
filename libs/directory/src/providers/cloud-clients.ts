import { Injectable } from '@nestjs/common';
import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import { openGoogle, openGraph } from '@firstbell/platform';
import type { admin_directory_v1 as google } from '@googleapis/admin';
import type { Client } from '@microsoft/microsoft-graph-client';
import { patienceMs } from './directory-provider.js';

/** To make, read and suspend users; nothing else. */
const usersScope = 'https://www.googleapis.com/auth/admin.directory.user';

/** Opens the clients of Google and Microsoft. In a place of its own so that tests can put servers of this computer there. */
@Injectable()
export class CloudClients {
  patienceMs = patienceMs;

  google({ adminEmail }: DirectoryConfigOf<'google'>, keyFile: string): Promise<google.Admin> {
    return openGoogle(keyFile, adminEmail, [usersScope]);
  }

  microsoft({ tenantId, clientId }: DirectoryConfigOf<'microsoft'>, clientSecret: string): Promise<Client> {
    return openGraph({ tenantId, clientId, clientSecret });
  }
}
