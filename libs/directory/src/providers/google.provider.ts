import type { admin_directory_v1 as google } from '@googleapis/admin';
import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import { googleAnswer } from '@firstbell/platform';
import * as z from 'zod';
import { cloudOutcome } from './cloud-outcome.rules.js';
import {
  patienceMs,
  type Created,
  type DirectoryPerson,
  type DirectoryProvider,
  type FoundAccount,
  type Looked,
  type Switched,
  type Tested,
} from './directory-provider.js';

/** Of a given or family name. */
const longestName = 40;
const customer = 'my_customer';

/**
 * Users of Google Workspace (Directory API, users). A user is made with its password in one request, so one that is there is
 * whole. The school's own id stands among the external ids; the search for it lags behind, which reading back by address does
 * not.
 */
export class GoogleProvider implements DirectoryProvider {
  readonly kind = 'google';
  /** Of a domain (Directory API, limits). */
  readonly createsPerSecond = 10;
  private readonly once: { readonly timeout: number; readonly retry: false };

  constructor(
    private readonly config: DirectoryConfigOf<'google'>,
    private readonly open: () => Promise<google.Admin>,
    timeoutMs = patienceMs,
  ) {
    // The client library would repeat a request by itself; here the row decides about the next try.
    this.once = { timeout: timeoutMs, retry: false };
  }

  async find(person: DirectoryPerson): Promise<Looked> {
    try {
      const { users } = await this.open();
      const query = `externalId='${person.schoolOwnId.replaceAll(/['\\]/g, '\\$&')}'`;
      const { data } = await users.list({ customer, query, maxResults: 5, projection: 'full' }, this.once);
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

  /** Made in one request: whoever is there has the password. */
  complete({ externalId, address }: FoundAccount): Promise<Created> {
    return Promise.resolve({ kind: 'ready', externalId, address });
  }

  async suspend(_person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.switch(externalId, true);
  }

  async resume(_person: DirectoryPerson, externalId: string): Promise<Switched> {
    return this.switch(externalId, false);
  }

  /** Signs in, and looks for somebody in the domain and in the organisational unit: either is refused where it does not exist. */
  async test(): Promise<Tested> {
    try {
      const { users } = await this.open();
      await users.list({ domain: this.config.domain, maxResults: 1 }, this.once);
      const query = `orgUnitPath='${this.config.orgUnitPath.replaceAll(/['\\]/g, '\\$&')}'`;
      await users.list({ customer, query, maxResults: 1 }, this.once);
      return { ok: true, code: 'ok', detail: `${this.config.domain} ${this.config.orgUnitPath}` };
    } catch (error) {
      const outcome = this.outcome(error);
      return { ok: false, code: outcome.code, detail: outcome.kind === 'wait' ? outcome.why : outcome.reason };
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** An update may answer 409 after it was applied, so what counts is what the user is now. */
  private async switch(userKey: string, suspended: boolean): Promise<Switched> {
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

  private addressOf = (person: DirectoryPerson): string => `${person.username}@${this.config.domain}`;
  private outcome = (error: unknown) => cloudOutcome('Google', googleAnswer(error), Date.now());
}

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
