import { createHash } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { DirectoryConfig, DirectoryKind } from '@firstbell/contracts/directory';
import { DirectoryAccounts } from '@firstbell/people';
import { Database, EnteredServers, Sealing } from '@firstbell/platform';
import { ActiveDirectoryProvider } from './active-directory.provider.js';
import { BuiltInProvider } from './built-in.provider.js';
import { CloudClients } from './cloud-clients.js';
import type { DirectoryProvider } from './directory-provider.js';
import { GoogleProvider } from './google.provider.js';
import { LdapProvider } from './ldap.provider.js';
import { MicrosoftProvider } from './microsoft.provider.js';
import { PasswordHashing } from './password-hashing.js';

interface Open {
  readonly key: string;
  readonly provider: DirectoryProvider;
}

/** Requests that are on their way when settings change end within this time. */
const finishWithinMs = 60_000;

/** The directories of the schools, each opened once a process and kept until its settings change. */
@Injectable()
export class OpenDirectories implements OnModuleDestroy {
  private readonly open = new Map<string, Open>();

  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly builtIn: DirectoryAccounts,
    private readonly hashing: PasswordHashing,
    private readonly clients: CloudClients,
    private readonly servers: EnteredServers,
  ) {}

  /** @throws FirstbellError `sealing.wrong_key` */
  of(schoolId: string, config: DirectoryConfig, secretSealed: Buffer | null): DirectoryProvider {
    const key = createHash('sha256')
      .update(JSON.stringify(config))
      .update(secretSealed ?? '')
      .digest('base64');
    const before = this.open.get(schoolId);
    if (before?.key === key) return before.provider;
    if (before !== undefined) setTimeout(() => void before.provider.close(), finishWithinMs).unref();
    const secret = secretSealed === null ? '' : this.sealing.open(secretSealed, secretSubject(schoolId));
    const provider = this.make(schoolId, config, secret);
    this.open.set(schoolId, { key, provider });
    return provider;
  }

  /** Of the directory this process had open for the school last; settings may have changed since. */
  kindOf(schoolId: string): DirectoryKind | undefined {
    return this.open.get(schoolId)?.provider.kind;
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.open.values()].map(({ provider }) => provider.close()));
    this.open.clear();
  }

  private make(schoolId: string, config: DirectoryConfig, secret: string): DirectoryProvider {
    switch (config.kind) {
      case 'built_in':
        return new BuiltInProvider(config, schoolId, this.database, this.builtIn, this.hashing);
      case 'google':
        return new GoogleProvider(
          config,
          onceOpened(() => this.clients.google(config, secret)),
          this.clients.patienceMs,
        );
      case 'microsoft':
        return new MicrosoftProvider(
          config,
          onceOpened(() => this.clients.microsoft(config, secret)),
          this.clients.patienceMs,
        );
      case 'active_directory':
        return new ActiveDirectoryProvider(config, secret, this.servers);
      case 'ldap':
        return new LdapProvider(config, secret, this.servers);
    }
  }
}

/** A client is opened at its first use, and kept; one that could not be opened is tried anew the next time. */
function onceOpened<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
}

export const secretSubject = (schoolId: string): string => `${schoolId}/directory_provider`;
