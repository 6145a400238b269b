import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import type { Entry } from 'ldapts';
import type { Created, DirectoryPerson, DirectoryProvider, FoundAccount, Looked, Switched, Tested } from './directory-provider.js';
import { LdapConnection } from './ldap-connection.js';
import { ldapCode, ldapOutcome, resultCodeOf } from './ldap-outcome.rules.js';

/** Password Modify, RFC 3062. */
const passwordModify = '1.3.6.1.4.1.4203.1.11.1';
/** Locked until an administrator unlocks it: draft-behera-ldap-password-policy-10, 5.3.3. */
const lockedForGood = '000001010000Z';

/**
 * OpenLDAP and its relatives: entries of class inetOrgPerson. The password is never part of the entry we add, hashed or
 * not: a policy that checks quality refuses hashes it cannot look into, and a server without one would keep a plain
 * password plain. It is set by Password Modify, which the server checks and hashes in its own way.
 */
export class LdapProvider implements DirectoryProvider {
  readonly kind = 'ldap';
  readonly createsPerSecond = 0;
  private readonly connection: LdapConnection;

  constructor(
    private readonly config: DirectoryConfigOf<'ldap'>,
    password: string,
  ) {
    this.connection = new LdapConnection({ ...config, password });
  }

  async find(person: DirectoryPerson): Promise<Looked> {
    return this.look(this.config.idAttribute, person.schoolOwnId);
  }

  async readBack(person: DirectoryPerson): Promise<Looked> {
    return this.look('uid', person.username);
  }

  async create(person: DirectoryPerson, password: string): Promise<Created> {
    const { DN } = await import('ldapts');
    const dn = `${new DN({ uid: person.username }).toString()},${this.config.base}`;
    const address = `${person.username}@${this.config.domain}`;
    const name = `${person.givenName} ${person.familyName}`.trim();
    try {
      await this.connection.use((client) =>
        client.add(dn, {
          objectClass: ['top', 'person', 'organizationalPerson', 'inetOrgPerson'],
          uid: person.username,
          cn: name,
          displayName: name,
          // Demanded by the schema; somebody with one name has it in both places.
          sn: person.familyName === '' ? person.givenName : person.familyName,
          ...(person.givenName === '' ? {} : { givenName: person.givenName }),
          mail: address,
          [this.config.idAttribute]: person.schoolOwnId,
        }),
      );
    } catch (error) {
      if (resultCodeOf(error) === ldapCode.alreadyExists) return { kind: 'conflict', reason: `There is an entry ${dn} already.` };
      return ldapOutcome(error, Date.now());
    }
    return this.setPassword({ externalId: dn, username: person.username, address, schoolOwnId: person.schoolOwnId }, password);
  }

  /** The entry is ours, but the connection may have ended before its password was set. */
  async complete(account: FoundAccount, password: string): Promise<Created> {
    try {
      const { searchEntries } = await this.connection.use((client) =>
        client.search(account.externalId, { scope: 'base', filter: '(userPassword=*)', attributes: ['1.1'] }),
      );
      if (searchEntries.length > 0) return await this.mustChange(account);
    } catch (error) {
      return ldapOutcome(error, Date.now());
    }
    return this.setPassword(account, password);
  }

  async suspend(person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.changeLock(person, externalId, [lockedForGood]);
  }

  async resume(person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.changeLock(person, externalId, []);
  }

  async test(): Promise<Tested> {
    try {
      await this.connection.close();
      await this.connection.use((client) => client.search(this.config.base, { scope: 'base', attributes: ['1.1'] }));
      await this.connection.use((client) =>
        client
          .search(this.config.base, { filter: `(${this.config.idAttribute}=*)`, attributes: ['1.1'], sizeLimit: 1 })
          .catch(tolerateMore),
      );
      return { ok: true, code: 'ok', detail: this.config.base };
    } catch (error) {
      const outcome = ldapOutcome(error, Date.now());
      return { ok: false, code: outcome.code, detail: outcome.kind === 'wait' ? outcome.why : outcome.reason };
    }
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private async look(attribute: string, value: string): Promise<Looked> {
    try {
      const { AndFilter, EqualityFilter } = await import('ldapts');
      const filter = new AndFilter({
        filters: [new EqualityFilter({ attribute: 'objectClass', value: 'person' }), new EqualityFilter({ attribute, value })],
      });
      const { searchEntries } = await this.connection.use((client) =>
        client.search(this.config.base, { scope: 'sub', filter, attributes: ['uid', 'mail', this.config.idAttribute], sizeLimit: 2 }),
      );
      const [entry, second] = searchEntries;
      if (second !== undefined) return moreThanOne(attribute, value);
      return entry === undefined ? { kind: 'absent' } : { kind: 'found', account: this.accountOf(entry) };
    } catch (error) {
      if (resultCodeOf(error) === 4) return moreThanOne(attribute, value);
      return ldapOutcome(error, Date.now());
    }
  }

  private accountOf(entry: Entry): FoundAccount {
    const username = textOf(entry['uid']) ?? entry.dn;
    return {
      externalId: entry.dn,
      username,
      address: textOf(entry['mail']) ?? `${username}@${this.config.domain}`,
      schoolOwnId: textOf(entry[this.config.idAttribute]),
    };
  }

  private async setPassword(account: FoundAccount, password: string): Promise<Created> {
    try {
      const { BerWriter } = await import('ldapts');
      const request = new BerWriter();
      request.startSequence();
      request.writeString(account.externalId, 0x80);
      request.writeString(password, 0x82);
      request.endSequence();
      await this.connection.use((client) => client.exop(passwordModify, request.buffer));
      return await this.mustChange(account);
    } catch (error) {
      return ldapOutcome(error, Date.now());
    }
  }

  /** Asks the server's password policy to demand another password at the first sign-in; a server without one cannot. */
  private async mustChange({ externalId, address }: FoundAccount): Promise<Created> {
    try {
      await this.replace(externalId, 'pwdReset', ['TRUE']);
    } catch (error) {
      if (resultCodeOf(error) !== ldapCode.undefinedAttribute) throw error;
    }
    return { kind: 'ready', externalId, address };
  }

  private async changeLock(person: DirectoryPerson, externalId: string, values: string[]): Promise<Switched> {
    try {
      await this.replace(externalId, 'pwdAccountLockedTime', values);
      return { kind: 'done' };
    } catch (error) {
      if (resultCodeOf(error) !== ldapCode.noSuchObject) return ldapOutcome(error, Date.now());
    }
    // Somebody moved the entry to another place; the school's own id still finds it.
    const moved = await this.find(person);
    if (moved.kind !== 'found') return moved;
    try {
      await this.replace(moved.account.externalId, 'pwdAccountLockedTime', values);
      return { kind: 'done' };
    } catch (error) {
      return ldapOutcome(error, Date.now());
    }
  }

  private async replace(dn: string, type: string, values: string[]): Promise<void> {
    const { Attribute, Change } = await import('ldapts');
    const modification = new Attribute({ type, values });
    await this.connection.use((client) => client.modify(dn, new Change({ operation: 'replace', modification })));
  }
}

/** Only whether the attribute may be searched for was the question. */
function tolerateMore(error: unknown): void {
  if (resultCodeOf(error) !== 4) throw error;
}

const moreThanOne = (attribute: string, value: string): Looked => ({
  kind: 'needs_person',
  code: 'directory.ambiguous',
  reason: `More than one entry has ${attribute} ${value}. Leave it on one of them.`,
});

function textOf(value: Entry[string] | undefined): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : Buffer.isBuffer(first) ? first.toString() : null;
}
