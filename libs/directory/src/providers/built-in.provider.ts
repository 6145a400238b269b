import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import type { DirectoryAccountRow, DirectoryAccounts } from '@firstbell/people';
import type { Database, Tx } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import type { Created, DirectoryPerson, DirectoryProvider, FoundAccount, Looked, Switched, Tested } from './directory-provider.js';
import type { PasswordHashing } from './password-hashing.js';

class NotMade extends Error {}

/** Firstbell's own sign-in, for a school without a directory. */
export class BuiltInProvider implements DirectoryProvider {
  readonly kind = 'built_in';
  readonly createsPerSecond = 0;

  constructor(
    private readonly config: DirectoryConfigOf<'built_in'>,
    private readonly schoolId: string,
    private readonly database: Database,
    private readonly accounts: DirectoryAccounts,
    private readonly hashing: PasswordHashing,
  ) {}

  async find(person: DirectoryPerson): Promise<Looked> {
    return this.looked(person, (tx) => this.accounts.ofPerson(tx, person.personId));
  }

  async readBack(person: DirectoryPerson): Promise<Looked> {
    return this.looked(person, (tx) => this.accounts.byEmail(tx, this.addressOf(person)));
  }

  async create(person: DirectoryPerson, password: string): Promise<Created> {
    const passwordHash = await this.hashing.inTurn(password);
    const account = { id: uuid(), email: this.addressOf(person), passwordHash, personId: person.personId };
    try {
      await this.database.transaction(this.schoolId, async (tx) => {
        if (!(await this.accounts.make(tx, account))) throw new NotMade();
      });
      return { kind: 'ready', externalId: account.id, address: account.email };
    } catch (error) {
      if (error instanceof NotMade) return { kind: 'conflict', reason: `${account.email} signs somebody in already.` };
      throw error;
    }
  }

  complete(account: FoundAccount): Promise<Created> {
    return Promise.resolve({ kind: 'ready', externalId: account.externalId, address: account.address });
  }

  async suspend(_person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.switched(externalId, true);
  }

  async resume(_person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.switched(externalId, false);
  }

  async renewPassword({ personId }: DirectoryPerson, externalId: string, password: string): Promise<Switched> {
    const passwordHash = await this.hashing.inTurn(password);
    const account = { id: externalId, personId, passwordHash };
    const there = await this.database.transaction(this.schoolId, (tx) => this.accounts.renewPassword(tx, account));
    return { kind: there ? 'done' : 'absent' };
  }

  test(): Promise<Tested> {
    return Promise.resolve({ ok: true, code: 'ok', detail: this.config.domain });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private addressOf = (person: DirectoryPerson): string => `${person.username}@${this.config.domain}`;

  private async looked(person: DirectoryPerson, read: (tx: Tx) => Promise<DirectoryAccountRow | undefined>): Promise<Looked> {
    const row = await this.database.read(this.schoolId, read);
    if (row === undefined) return { kind: 'absent' };
    const [username = row.email] = row.email.split('@');
    const schoolOwnId = row.person_id === person.personId ? person.schoolOwnId : null;
    return { kind: 'found', account: { externalId: row.id, username, address: row.email, schoolOwnId } };
  }

  private async switched(externalId: string, suspended: boolean): Promise<Switched> {
    const there = await this.database.transaction(this.schoolId, (tx) => this.accounts.setSuspended(tx, externalId, suspended));
    return { kind: there ? 'done' : 'absent' };
  }
}
