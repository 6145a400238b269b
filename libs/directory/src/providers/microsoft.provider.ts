import type { DirectoryConfigOf } from '@firstbell/contracts/directory';
import { graphAnswer } from '@firstbell/platform';
import type { Client } from '@microsoft/microsoft-graph-client';
import * as z from 'zod';
import { CloudProvider } from './cloud.provider.js';
import { patienceMs, type Created, type DirectoryPerson, type FoundAccount, type Looked, type Switched } from './directory-provider.js';

const graphUser = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  mail: z.string().nullish(),
  employeeId: z.string().nullish(),
  onPremisesExtensionAttributes: z.object({ extensionAttribute1: z.string().nullish() }).nullish(),
});
type GraphUser = z.output<typeof graphUser>;
const graphUsers = z.object({ value: z.array(graphUser) });
const fields = 'id,userPrincipalName,mail,employeeId,onPremisesExtensionAttributes';

/** Of an `employeeId`; longer ids, as other systems make them up, stand in the first extension attribute. */
const longestEmployeeId = 16;
/** Of a display name; given and family names may have 64. */
const longestDisplayName = 256;
const longestName = 64;

/** Users of Microsoft 365 (Graph, users). The school's own id is the `employeeId`, where it fits in. */
export class MicrosoftProvider extends CloudProvider {
  readonly kind = 'microsoft';
  readonly createsPerSecond = 0;

  constructor(
    private readonly config: DirectoryConfigOf<'microsoft'>,
    private readonly open: () => Promise<Client>,
    private readonly timeoutMs = patienceMs,
  ) {
    super('Microsoft', config.domain, graphAnswer);
  }

  async find(person: DirectoryPerson): Promise<Looked> {
    const attribute = isLong(person) ? 'onPremisesExtensionAttributes/extensionAttribute1' : 'employeeId';
    const filter = `${attribute} eq '${person.schoolOwnId.replaceAll("'", "''")}'`;
    try {
      // Extension attributes are searched in the advanced way only, which the header and the count ask for.
      const request = (await this.request('/users')).header('ConsistencyLevel', 'eventual').query({ $count: 'true' });
      const { value } = graphUsers.parse(await request.query({ $filter: encodeURIComponent(filter), $select: fields }).get());
      // The search takes no notice of case; ids do.
      const [user, second] = value.filter((found) => ownIdsOf(found).includes(person.schoolOwnId));
      if (second !== undefined) return moreThanOne(person.schoolOwnId);
      return user === undefined ? { kind: 'absent' } : { kind: 'found', account: accountOf(user, person.schoolOwnId) };
    } catch (error) {
      return this.outcome(error);
    }
  }

  async readBack(person: DirectoryPerson): Promise<Looked> {
    try {
      const request = await this.request(`/users/${encodeURIComponent(this.addressOf(person))}`);
      return { kind: 'found', account: accountOf(graphUser.parse(await request.query({ $select: fields }).get()), person.schoolOwnId) };
    } catch (error) {
      return graphAnswer(error).status === 404 ? { kind: 'absent' } : this.outcome(error);
    }
  }

  async create(person: DirectoryPerson, password: string): Promise<Created> {
    const address = this.addressOf(person);
    const user = {
      accountEnabled: true,
      displayName: `${person.givenName} ${person.familyName}`.trim().slice(0, longestDisplayName),
      ...(person.givenName === '' ? {} : { givenName: person.givenName.slice(0, longestName) }),
      ...(person.familyName === '' ? {} : { surname: person.familyName.slice(0, longestName) }),
      mailNickname: person.username,
      userPrincipalName: address,
      ...(isLong(person)
        ? { onPremisesExtensionAttributes: { extensionAttribute1: person.schoolOwnId } }
        : { employeeId: person.schoolOwnId }),
      passwordProfile: { password, forceChangePasswordNextSignIn: true },
    };
    try {
      const made = graphUser.parse(await (await this.request('/users')).post(user));
      return { kind: 'ready', externalId: made.id, address: made.userPrincipalName };
    } catch (error) {
      const { status, message } = graphAnswer(error);
      // Graph has no status of its own for it: 400, or 409 for a name that was only just given away.
      if (status === 409 || (status === 400 && /another object with the same value/i.test(message)))
        return { kind: 'conflict', reason: `There is a user ${address} already.` };
      return this.outcome(error);
    }
  }

  /** Needs the permission `User-PasswordProfile.ReadWrite.All` beside the one to make users. */
  protected async setPassword(id: string, password: string): Promise<Switched> {
    return this.patch(id, { passwordProfile: { password, forceChangePasswordNextSignIn: true } });
  }

  /** Reads one user: the least that making accounts needs. */
  protected async look(): Promise<string> {
    graphUsers.parse(await (await this.request('/users')).query({ $select: fields, $top: '1' }).get());
    return this.config.domain;
  }

  protected async setSuspended(id: string, suspended: boolean): Promise<Switched> {
    return this.patch(id, { accountEnabled: !suspended });
  }

  private async patch(id: string, change: object): Promise<Switched> {
    try {
      await (await this.request(`/users/${encodeURIComponent(id)}`)).patch(change);
      return { kind: 'done' };
    } catch (error) {
      return graphAnswer(error).status === 404 ? { kind: 'absent' } : this.outcome(error);
    }
  }

  private async request(path: string) {
    return (await this.open()).api(path).option('signal', AbortSignal.timeout(this.timeoutMs));
  }
}

const isLong = ({ schoolOwnId }: DirectoryPerson): boolean => schoolOwnId.length > longestEmployeeId;

const ownIdsOf = ({ employeeId, onPremisesExtensionAttributes }: GraphUser): string[] =>
  [employeeId, onPremisesExtensionAttributes?.extensionAttribute1].filter((id) => typeof id === 'string');

/** With the id the school gave, where the user carries it. */
function accountOf(user: GraphUser, wantedId: string): FoundAccount {
  const { id, userPrincipalName } = user;
  const ids = ownIdsOf(user);
  return {
    externalId: id,
    username: userPrincipalName.split('@')[0] ?? userPrincipalName,
    address: userPrincipalName,
    schoolOwnId: ids.includes(wantedId) ? wantedId : (ids[0] ?? null),
  };
}

const moreThanOne = (id: string): Looked => ({
  kind: 'needs_person',
  code: 'directory.ambiguous',
  reason: `More than one user has the id ${id}. Leave it on one of them.`,
});
