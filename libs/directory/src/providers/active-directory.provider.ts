import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import type { EnteredServers } from '@firstbell/platform';
import type { Created, DirectoryPerson, DirectoryProvider, FoundAccount, Looked, Switched, Tested } from './directory-provider.js';
import { LdapEntries, textOf } from './ldap-entries.js';
import { addOutcome, ldapCode, resultCodeOf } from './ldap-outcome.rules.js';

/** Bits of userAccountControl (MS-ADTS 2.2.16). */
const normalAccount = 0x200;
const accountDisabled = 0x2;

/**
 * Active Directory: users with a password in the request that adds them, which the server takes over an encrypted connection
 * only. What was added is therefore whole, and nobody can read the password again.
 */
export class ActiveDirectoryProvider implements DirectoryProvider {
  readonly kind = 'active_directory';
  readonly createsPerSecond = 0;
  private readonly entries: LdapEntries;

  constructor(
    private readonly config: DirectoryConfigOf<'active_directory'>,
    password: string,
    servers: EnteredServers,
  ) {
    const names = { objectClass: 'user', username: 'sAMAccountName', address: 'userPrincipalName' };
    this.entries = new LdapEntries(config, password, names, servers);
  }

  async find(person: DirectoryPerson): Promise<Looked> {
    return this.entries.byId(person.schoolOwnId);
  }

  async readBack(person: DirectoryPerson): Promise<Looked> {
    const names = [
      ['sAMAccountName', person.username],
      ['cn', person.username],
    ] as const;
    return this.entries.look('userPrincipalName', this.addressOf(person), ...names);
  }

  async create(person: DirectoryPerson, password: string): Promise<Created> {
    const { Attribute, DN } = await import('ldapts');
    const dn = `${new DN({ cn: person.username }).toString()},${this.config.base}`;
    const address = this.addressOf(person);
    const attributes: Readonly<Record<string, string>> = {
      cn: person.username,
      sAMAccountName: person.username,
      userPrincipalName: address,
      displayName: `${person.givenName} ${person.familyName}`.trim(),
      givenName: person.givenName,
      sn: person.familyName === '' ? person.givenName : person.familyName,
      mail: address,
      [this.config.idAttribute]: person.schoolOwnId,
      userAccountControl: String(normalAccount),
      // Has to be changed at the first sign-in.
      pwdLastSet: '0',
    };
    const entry = [
      new Attribute({ type: 'objectClass', values: ['top', 'person', 'organizationalPerson', 'user'] }),
      ...Object.entries(attributes).flatMap(([type, value]) => (value === '' ? [] : [new Attribute({ type, values: [value] })])),
      new Attribute({ type: 'unicodePwd', values: [unicodePassword(password)] }),
    ];
    try {
      await this.entries.connection.use((client) => client.add(dn, entry));
      return { kind: 'ready', externalId: dn, address };
    } catch (error) {
      if (resultCodeOf(error) === ldapCode.alreadyExists || isTakenElsewhere(error))
        return { kind: 'conflict', reason: `There is a user ${person.username} already.` };
      return addOutcome(error);
    }
  }

  /** Added in one request: whoever is there has the password. */
  complete({ externalId, address }: FoundAccount): Promise<Created> {
    return Promise.resolve({ kind: 'ready', externalId, address });
  }

  async suspend({ schoolOwnId }: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.entries.changeWherever(schoolOwnId, externalId, (dn) => this.disable(dn, true));
  }

  async resume({ schoolOwnId }: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.entries.changeWherever(schoolOwnId, externalId, (dn) => this.disable(dn, false));
  }

  async renewPassword({ schoolOwnId }: DirectoryPerson, externalId: string, password: string): Promise<Switched> {
    return this.entries.changeWherever(schoolOwnId, externalId, async (dn) => {
      await this.entries.replace(dn, 'unicodePwd', [unicodePassword(password)]);
      await this.entries.replace(dn, 'pwdLastSet', ['0']);
    });
  }

  async test(): Promise<Tested> {
    return this.entries.test();
  }

  async close(): Promise<void> {
    await this.entries.connection.close();
  }

  /** The other bits are the school's. */
  private async disable(dn: string, disabled: boolean): Promise<void> {
    const { searchEntries } = await this.entries.connection.use((client) =>
      client.search(dn, { scope: 'base', attributes: ['userAccountControl'] }),
    );
    const before = Number(textOf(searchEntries[0]?.['userAccountControl']) ?? normalAccount);
    const after = disabled ? before | accountDisabled : before & ~accountDisabled;
    if (after !== before) await this.entries.replace(dn, 'userAccountControl', [String(after)]);
  }

  private addressOf = (person: DirectoryPerson): string => `${person.username}@${this.config.domain}`;
}

/** A userPrincipalName or account name that somebody outside of the base has (ERROR_DS_UPN_VALUE_NOT_UNIQUE and its sister for names). */
const isTakenElsewhere = (error: unknown): boolean => error instanceof Error && /\b0000(21C7|21C8|0524):/.test(error.message);

/** In quotation marks, as UTF-16 with the lower byte first (MS-ADTS 3.1.1.3.1.5). */
export const unicodePassword = (password: string): Buffer => Buffer.from(`"${password}"`, 'utf16le');
