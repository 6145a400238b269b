import type { admin_directory_v1 as google } from '@googleapis/admin';
import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import { googleAnswer } from '@firstbell/platform';
import * as z from 'zod';
import { CloudProvider } from './cloud.provider.js';
import { patienceMs, type Created, type DirectoryPerson, type FoundAccount, type Looked, type Switched } from './directory-provider.js';

/** Of a given or family name. */
const longestName = 40;
const customer = 'my_customer';

/**
 * Users of Google Workspace (Directory API, users). The school's own id stands among the external ids; the search for it lags
 * behind, which reading back by address does not.
 */
export class GoogleProvider extends CloudProvider {
  readonly kind = 'google';
  /** Of a domain (Directory API, limits). */
  readonly createsPerSecond = 10;
  private readonly once: { readonly timeout: number; readonly retry: false };

  constructor(
    private readonly config: DirectoryConfigOf<'google'>,
    private readonly open: () => Promise<google.Admin>,
    timeoutMs = patienceMs,
  ) {
    super('Google', config.domain, googleAnswer);
    // The client library would repeat a request by itself; here the row decides about the next try.
    this.once = { timeout: timeoutMs, retry: false };
  }

  async find(person: DirectoryPerson): Promise<Looked> {
    try {
      const { users } = await this.open();
      const query = `externalId=${quoted(person.schoolOwnId)}`;
      const { data } = await users.list({ customer, query, maxResults: 100, projection: 'full' }, this.once);
      const [user, second] = (data.users ?? []).filter((one) => idsOf(one).includes(person.schoolOwnId));
      if (second !== undefined) return moreThanOne(person.schoolOwnId);
      return user === undefined ? { kind: 'absent' } : { kind: 'found', account: accountOf(user, person.schoolOwnId) };
    } catch (error) {
      return this.outcome(error);
    }
  }

  async readBack(person: DirectoryPerson): Promise<Looked> {
    const there = await this.get(this.addressOf(person));
    return 'user' in there ? { kind: 'found', account: accountOf(there.user, person.schoolOwnId) } : there;
  }

  async create(person: DirectoryPerson, password: string): Promise<Created> {
    const familyName = person.familyName === '' ? person.givenName : person.familyName;
    const givenName = person.givenName === '' ? person.familyName : person.givenName;
    const requestBody: google.Schema$User = {
      primaryEmail: this.addressOf(person),
      name: { givenName: givenName.slice(0, longestName), familyName: familyName.slice(0, longestName) },
      password,
      changePasswordAtNextLogin: true,
      orgUnitPath: this.config.orgUnitPath,
      externalIds: [{ type: 'organization', value: person.schoolOwnId }],
    };
    try {
      const { users } = await this.open();
      const { data } = await users.insert({ requestBody }, this.once);
      return ready(data, this.addressOf(person));
    } catch (error) {
      if (googleAnswer(error).status === 409) return { kind: 'conflict', reason: `There is a user ${this.addressOf(person)} already.` };
      return this.outcome(error);
    }
  }

  protected async setPassword(userKey: string, password: string): Promise<Switched> {
    try {
      const { users } = await this.open();
      await users.patch({ userKey, requestBody: { password, changePasswordAtNextLogin: true } }, this.once);
      return { kind: 'done' };
    } catch (error) {
      return googleAnswer(error).status === 404 ? { kind: 'absent' } : this.outcome(error);
    }
  }

  /** For somebody in the domain and in the organisational unit: either is refused where it does not exist. */
  protected async look(): Promise<string> {
    const { domain, orgUnitPath } = this.config;
    const { users } = await this.open();
    await users.list({ domain, maxResults: 1 }, this.once);
    await users.list({ customer, query: `orgUnitPath=${quoted(orgUnitPath)}`, maxResults: 1 }, this.once);
    return `${domain} ${orgUnitPath}`;
  }

  /** An update may answer 409 after it was applied, so what counts is what the user is now. */
  protected async setSuspended(userKey: string, suspended: boolean): Promise<Switched> {
    try {
      const { users } = await this.open();
      await users.patch({ userKey, requestBody: { suspended } }, this.once);
      return { kind: 'done' };
    } catch (error) {
      const { status } = googleAnswer(error);
      if (status === 404) return { kind: 'absent' };
      if (status !== 409) return this.outcome(error);
      const there = await this.get(userKey);
      if (!('user' in there)) return there;
      return there.user.suspended === suspended ? { kind: 'done' } : this.outcome(error);
    }
  }

  private async get(userKey: string): Promise<{ readonly user: google.Schema$User } | Exclude<Looked, { kind: 'found' }>> {
    try {
      const { users } = await this.open();
      return { user: (await users.get({ userKey, projection: 'full' }, this.once)).data };
    } catch (error) {
      return googleAnswer(error).status === 404 ? { kind: 'absent' } : this.outcome(error);
    }
  }
}

/** As searches take a value (Directory API, search for users). */
const quoted = (value: string): string => `'${value.replaceAll(/['\\]/g, '\\$&')}'`;

const ready = ({ id, primaryEmail }: google.Schema$User, address: string): Created => ({
  kind: 'ready',
  externalId: id ?? address,
  address: primaryEmail ?? address,
});

/** With the id the school gave, where the user carries it; a user may carry several. */
function accountOf(user: google.Schema$User, wantedId: string): FoundAccount {
  const ids = idsOf(user);
  const address = user.primaryEmail ?? '';
  return {
    externalId: user.id ?? address,
    username: address.split('@')[0] ?? address,
    address,
    schoolOwnId: ids.includes(wantedId) ? wantedId : (ids[0] ?? null),
  };
}

const externalIds = z.array(z.object({ value: z.string() })).catch([]);
const idsOf = (user: google.Schema$User): string[] => externalIds.parse(user.externalIds).map(({ value }) => value);

const moreThanOne = (id: string): Looked => ({
  kind: 'needs_person',
  code: 'directory.ambiguous',
  reason: `More than one user has the external id ${id}. Leave it on one of them.`,
});
