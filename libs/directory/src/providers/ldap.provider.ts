import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import type { EnteredServers } from '@firstbell/platform';
import type { Created, DirectoryPerson, DirectoryProvider, FoundAccount, Looked, Switched, Tested } from './directory-provider.js';
import { LdapEntries } from './ldap-entries.js';
import { addOutcome, ldapCode, ldapOutcome, resultCodeOf } from './ldap-outcome.rules.js';

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
  private readonly entries: LdapEntries;

  constructor(
    private readonly config: DirectoryConfigOf<'ldap'>,
    password: string,
    servers: EnteredServers,
  ) {
    this.entries = new LdapEntries(config, password, { objectClass: 'person', username: 'uid', address: 'mail' }, servers);
  }

  async find(person: DirectoryPerson): Promise<Looked> {
    return this.entries.byId(person.schoolOwnId);
  }

  async readBack(person: DirectoryPerson): Promise<Looked> {
    return this.entries.look('uid', person.username);
  }

  async create(person: DirectoryPerson, password: string): Promise<Created> {
    const { DN } = await import('ldapts');
    const dn = `${new DN({ uid: person.username }).toString()},${this.config.base}`;
    const address = `${person.username}@${this.config.domain}`;
    const name = `${person.givenName} ${person.familyName}`.trim();
    try {
      await this.entries.connection.use((client) =>
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
      return addOutcome(error);
    }
    const account = { externalId: dn, username: person.username, address, schoolOwnId: person.schoolOwnId };
    const set = await this.setPassword(account, password);
    return set.kind === 'needs_person' ? { ...set, begun: true } : set;
  }

  /** The entry is ours, but the connection may have ended before its password was set. */
  async complete(account: FoundAccount, password: string): Promise<Created> {
    try {
      const { searchEntries } = await this.entries.connection.use((client) =>
        client.search(account.externalId, { scope: 'base', filter: '(userPassword=*)', attributes: ['1.1'] }),
      );
      if (searchEntries.length > 0) {
        await this.mustChange(account.externalId);
        return ready(account);
      }
    } catch (error) {
      return ldapOutcome(error);
    }
    return this.setPassword(account, password);
  }

  async suspend(person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.setLock(person, externalId, [lockedForGood]);
  }

  async resume(person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.setLock(person, externalId, []);
  }

  async renewPassword({ schoolOwnId }: DirectoryPerson, externalId: string, password: string): Promise<Switched> {
    return this.entries.changeWherever(schoolOwnId, externalId, async (dn) => {
      await this.modifyPassword(dn, password);
      await this.mustChange(dn);
    });
  }

  async test(): Promise<Tested> {
    return this.entries.test();
  }

  async close(): Promise<void> {
    await this.entries.connection.close();
  }

  private async setLock({ schoolOwnId }: DirectoryPerson, externalId: string, values: string[]): Promise<Switched> {
    const set = await this.entries.changeWherever(schoolOwnId, externalId, (dn) =>
      this.entries.replace(dn, 'pwdAccountLockedTime', values),
    );
    if (set.kind !== 'wait' || set.code !== 'directory.schema') return set;
    // Accounts can be made all the same.
    const reason = `The directory cannot lock accounts, because it has no password policy. Load one, or lock this account there. ${set.why}`;
    return { kind: 'needs_person', code: 'directory.refused', reason };
  }

  private async setPassword(account: FoundAccount, password: string): Promise<Created> {
    try {
      await this.modifyPassword(account.externalId, password);
      await this.mustChange(account.externalId);
      return ready(account);
    } catch (error) {
      return ldapOutcome(error);
    }
  }

  /** @throws whatever ldapts throws */
  private async modifyPassword(dn: string, password: string): Promise<void> {
    const { BerWriter } = await import('ldapts');
    const request = new BerWriter();
    request.startSequence();
    request.writeString(dn, 0x80);
    request.writeString(password, 0x82);
    request.endSequence();
    await this.entries.connection.use((client) => client.exop(passwordModify, request.buffer));
  }

  /** Asks the server's password policy to demand another password at the first sign-in; a server without one cannot. @throws whatever ldapts throws */
  private async mustChange(dn: string): Promise<void> {
    try {
      await this.entries.replace(dn, 'pwdReset', ['TRUE']);
    } catch (error) {
      if (resultCodeOf(error) !== ldapCode.undefinedAttribute) throw error;
    }
  }
}

const ready = ({ externalId, address }: FoundAccount): Created => ({ kind: 'ready', externalId, address });
