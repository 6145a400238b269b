import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import type { EnteredServers } from '@firstbell/platform';
import type { Entry, Filter } from 'ldapts';
import { failedTest, type FoundAccount, type Looked, type Switched, type Tested } from './directory-provider.js';
import { LdapConnection } from './ldap-connection.js';
import { ldapCode, ldapOutcome, resultCodeOf } from './ldap-outcome.rules.js';

/** How a kind of directory calls things. */
export interface EntryNames {
  readonly objectClass: string;
  readonly username: string;
  readonly address: string;
}

/** The accounts of a directory that speaks LDAP: found by what they carry, changed wherever somebody has moved them. */
export class LdapEntries {
  readonly connection: LdapConnection;

  constructor(
    private readonly config: DirectoryConfigOf<'ldap' | 'active_directory'>,
    password: string,
    private readonly names: EntryNames,
    servers: EnteredServers,
  ) {
    this.connection = new LdapConnection({ ...config, password }, servers);
  }

  /** A directory may search without regard to case; the school's own ids are equal to the letter, or somebody else's. */
  async byId(schoolOwnId: string): Promise<Looked> {
    const found = await this.look(this.config.idAttribute, schoolOwnId);
    return found.kind === 'found' && found.account.schoolOwnId !== schoolOwnId ? { kind: 'absent' } : found;
  }

  /** The one account that has one of these values. */
  async look(attribute: string, value: string, ...others: readonly (readonly [attribute: string, value: string])[]): Promise<Looked> {
    try {
      const { AndFilter, EqualityFilter, OrFilter } = await import('ldapts');
      const any: Filter[] = [[attribute, value] as const, ...others].map(
        ([name, wanted]) => new EqualityFilter({ attribute: name, value: wanted }),
      );
      const filter = new AndFilter({
        filters: [new EqualityFilter({ attribute: 'objectClass', value: this.names.objectClass }), new OrFilter({ filters: any })],
      });
      const attributes = [this.names.username, this.names.address, this.config.idAttribute];
      const { searchEntries } = await this.connection.use((client) =>
        client.search(this.config.base, { scope: 'sub', filter, attributes, sizeLimit: 2 }),
      );
      const [entry, second] = searchEntries;
      if (second !== undefined) return moreThanOne(attribute, value);
      return entry === undefined ? { kind: 'absent' } : { kind: 'found', account: this.accountOf(entry, value) };
    } catch (error) {
      if (resultCodeOf(error) === ldapCode.sizeLimitExceeded) return moreThanOne(attribute, value);
      return ldapOutcome(error);
    }
  }

  /** @throws whatever ldapts throws */
  async replace(dn: string, type: string, values: string[] | Buffer[]): Promise<void> {
    const { Attribute, Change } = await import('ldapts');
    const modification = new Attribute({ type, values });
    await this.connection.use((client) => client.modify(dn, new Change({ operation: 'replace', modification })));
  }

  /** Changes an account at its place, or where the school's own id still finds it when somebody has moved it. */
  async changeWherever(schoolOwnId: string, dn: string, change: (dn: string) => Promise<void>): Promise<Switched> {
    try {
      await change(dn);
      return { kind: 'done' };
    } catch (error) {
      if (resultCodeOf(error) !== ldapCode.noSuchObject) return ldapOutcome(error);
    }
    const moved = await this.byId(schoolOwnId);
    if (moved.kind !== 'found') return moved;
    try {
      await change(moved.account.externalId);
      return { kind: 'done' };
    } catch (error) {
      return ldapOutcome(error);
    }
  }

  /** Signs in anew, looks at the base, and asks for the attribute of the school's own id. */
  async test(): Promise<Tested> {
    const { base, idAttribute } = this.config;
    try {
      await this.connection.close();
      await this.connection.use((client) => client.search(base, { scope: 'base', attributes: ['1.1'] }));
      await this.connection.use((client) =>
        client.search(base, { filter: `(${idAttribute}=*)`, attributes: ['1.1'], sizeLimit: 1 }).catch(tolerateMore),
      );
      return { ok: true, code: 'ok', detail: base };
    } catch (error) {
      return failedTest(ldapOutcome(error));
    }
  }

  /** With the id that was looked for, where the entry carries it; an attribute may hold several. */
  private accountOf(entry: Entry, wantedId: string): FoundAccount {
    const id = entry[this.config.idAttribute];
    const username = textOf(entry[this.names.username]) ?? entry.dn;
    return {
      externalId: entry.dn,
      username,
      address: textOf(entry[this.names.address]) ?? `${username}@${this.config.domain}`,
      schoolOwnId: Array.isArray(id) && id.some((one) => one === wantedId) ? wantedId : textOf(id),
    };
  }
}

/** Only whether the attribute may be searched for was the question. */
function tolerateMore(error: unknown): void {
  if (resultCodeOf(error) !== ldapCode.sizeLimitExceeded) throw error;
}

const moreThanOne = (attribute: string, value: string): Looked => ({
  kind: 'needs_person',
  code: 'directory.ambiguous',
  reason: `More than one entry has ${attribute} ${value}. Leave it on one of them.`,
});

export function textOf(value: Entry[string] | undefined): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : Buffer.isBuffer(first) ? first.toString() : null;
}
