import { googleError, graphError, ProviderServer, type Answer } from './provider-server.js';

export interface CloudUser {
  id: string;
  /** `primaryEmail` of Google, `userPrincipalName` of Microsoft. */
  address: string;
  schoolOwnId: string | null;
  password: string;
  mustChange: boolean;
  suspended: boolean;
  /** The request that made it, as it came. */
  readonly made: Record<string, unknown>;
}

/** The users of Google's Directory API and of Microsoft Graph: one directory that speaks both. */
export class CloudDirectory extends ProviderServer {
  readonly users = new Map<string, CloudUser>();
  /** Whether the password policy has something against it. */
  refusesPassword: (address: string, password: string) => boolean = () => false;
  /** A search does not find a user before it was made so many requests ago. */
  searchLags = 0;
  readonly domains = new Set(['students.example']);
  readonly orgUnits = new Set(['/', '/Students']);
  /** No id is given twice, not even after its user was deleted. */
  private idsGiven = 0;
  /** How many requests there had been when a user was made. */
  private readonly madeAt = new Map<string, number>();

  static async start(): Promise<CloudDirectory> {
    return new CloudDirectory().listen();
  }

  byAddress(address: string): CloudUser | undefined {
    return [...this.users.values()].find((user) => user.address.toLowerCase() === address.toLowerCase());
  }

  /** As somebody else made it. */
  put(address: string, schoolOwnId: string | null): CloudUser {
    const user = {
      id: `u-${(this.idsGiven += 1)}`,
      address,
      schoolOwnId,
      password: 'their own secret',
      mustChange: false,
      suspended: false,
      made: {},
    };
    this.users.set(user.id, user);
    this.madeAt.delete(user.id);
    return user;
  }

  protected apply(method: string, url: URL, body: Record<string, unknown>): Answer {
    if (url.pathname === '/token') return { status: 200, body: { access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 } };
    return url.pathname.startsWith('/admin/') ? this.google(method, url, body) : this.graph(method, url, body);
  }

  private google(method: string, url: URL, body: Record<string, unknown>): Answer {
    const key = /\/users\/([^/]+)$/.exec(decodeURIComponent(url.pathname))?.[1];
    if (method === 'POST') return this.googleInsert(body);
    if (key === undefined) return this.googleList(url.searchParams);
    const user = this.users.get(key) ?? this.byAddress(key);
    if (user === undefined) return { status: 404, body: googleError(404, 'notFound', 'Resource Not Found: userKey') };
    if (method === 'PATCH' && typeof body['suspended'] === 'boolean') user.suspended = body['suspended'];
    if (method === 'PATCH' && typeof body['password'] === 'string')
      Object.assign(user, { password: body['password'], mustChange: body['changePasswordAtNextLogin'] === true });
    return { status: 200, body: asGoogleUser(user) };
  }

  private googleList(query: URLSearchParams): Answer {
    const domain = query.get('domain');
    if (domain !== null && !this.domains.has(domain)) return { status: 404, body: googleError(404, 'notFound', 'Domain not found.') };
    const orgUnit = /orgUnitPath='(.*)'/.exec(query.get('query') ?? '')?.[1];
    if (orgUnit !== undefined && !this.orgUnits.has(orgUnit))
      return { status: 400, body: googleError(400, 'invalid', 'Invalid Input: INVALID_OU_ID') };
    const id = /externalId='(.*)'/.exec(query.get('query') ?? '')?.[1];
    // By the beginning, as searches there are.
    const found = this.found((user) => id === undefined || user.schoolOwnId?.startsWith(id) === true);
    return { status: 200, body: { kind: 'admin#directory#users', ...(found.length === 0 ? {} : { users: found.map(asGoogleUser) }) } };
  }

  private googleInsert(body: Record<string, unknown>): Answer {
    const { primaryEmail, externalIds, password, changePasswordAtNextLogin, orgUnitPath } = body;
    const address = String(primaryEmail);
    if (!this.domains.has(address.split('@')[1] ?? ''))
      return { status: 404, body: googleError(404, 'notFound', 'Resource Not Found: domain') };
    if (!this.orgUnits.has(String(orgUnitPath))) return { status: 400, body: googleError(400, 'invalid', 'Invalid Input: INVALID_OU_ID') };
    if (this.byAddress(address) !== undefined) return { status: 409, body: googleError(409, 'duplicate', 'Entity already exists.') };
    if (this.refusesPassword(address, String(password)))
      return { status: 400, body: googleError(400, 'invalid', 'Invalid Password: the specified password does not comply.') };
    const [external] = externalIds as { value: string }[];
    const user = this.add(address, external?.value ?? null, {
      password: String(password),
      mustChange: changePasswordAtNextLogin === true,
      made: body,
    });
    return { status: 200, body: asGoogleUser(user) };
  }

  private graph(method: string, url: URL, body: Record<string, unknown>): Answer {
    const key = /\/users\/([^/]+)$/.exec(decodeURIComponent(url.pathname))?.[1];
    if (method === 'POST') return this.graphCreate(body);
    if (key === undefined) {
      const filter = url.searchParams.get('$filter') ?? '';
      const id = /(?:employeeId|extensionAttribute1) eq '(.*)'/.exec(filter)?.[1]?.replaceAll("''", "'").toLowerCase();
      return {
        status: 200,
        body: { value: this.found((user) => id === undefined || user.schoolOwnId?.toLowerCase() === id).map(asGraphUser) },
      };
    }
    const user = this.users.get(key) ?? this.byAddress(key);
    if (user === undefined)
      return {
        status: 404,
        body: graphError(
          'Request_ResourceNotFound',
          `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
        ),
      };
    if (method !== 'PATCH') return { status: 200, body: asGraphUser(user) };
    if (typeof body['accountEnabled'] === 'boolean') user.suspended = !body['accountEnabled'];
    const profile = body['passwordProfile'] as { password: string; forceChangePasswordNextSignIn: boolean } | undefined;
    if (profile !== undefined) Object.assign(user, { password: profile.password, mustChange: profile.forceChangePasswordNextSignIn });
    return { status: 204 };
  }

  private graphCreate(body: Record<string, unknown>): Answer {
    const { userPrincipalName, employeeId, onPremisesExtensionAttributes, passwordProfile } = body;
    const ownId = employeeId ?? (onPremisesExtensionAttributes as { extensionAttribute1?: string } | undefined)?.extensionAttribute1;
    const address = String(userPrincipalName);
    const bad = (message: string): Answer => ({ status: 400, body: graphError('Request_BadRequest', message) });
    if (!this.domains.has(address.split('@')[1] ?? ''))
      return bad(
        'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
      );
    if (this.byAddress(address) !== undefined)
      return bad('Another object with the same value for property userPrincipalName already exists.');
    if (typeof employeeId === 'string' && employeeId.length > 16)
      return bad('Invalid value specified for property employeeId of resource User.');
    const { password, forceChangePasswordNextSignIn } = passwordProfile as { password: string; forceChangePasswordNextSignIn: boolean };
    if (this.refusesPassword(address, password))
      return bad('The specified password does not comply with password complexity requirements.');
    const user = this.add(address, typeof ownId === 'string' ? ownId : null, {
      password,
      mustChange: forceChangePasswordNextSignIn,
      made: body,
    });
    return { status: 201, body: asGraphUser(user) };
  }

  private add(address: string, schoolOwnId: string | null, made: Pick<CloudUser, 'password' | 'mustChange' | 'made'>): CloudUser {
    const user = { id: `u-${(this.idsGiven += 1)}`, address, schoolOwnId, suspended: false, ...made };
    this.users.set(user.id, user);
    this.madeAt.set(user.id, this.requests.length);
    return user;
  }

  private found(fits: (user: CloudUser) => boolean): CloudUser[] {
    return [...this.users.values()].filter(
      (user) => fits(user) && this.requests.length - (this.madeAt.get(user.id) ?? -Infinity) > this.searchLags,
    );
  }
}

const asGoogleUser = ({ id, address, schoolOwnId, suspended }: CloudUser) => ({
  kind: 'admin#directory#user',
  id,
  primaryEmail: address,
  suspended,
  ...(schoolOwnId === null ? {} : { externalIds: [{ type: 'organization', value: schoolOwnId }] }),
});
const asGraphUser = ({ id, address, schoolOwnId }: CloudUser) => ({
  id,
  userPrincipalName: address,
  mail: null,
  ...((schoolOwnId ?? '').length > 16
    ? { employeeId: null, onPremisesExtensionAttributes: { extensionAttribute1: schoolOwnId } }
    : { employeeId: schoolOwnId }),
});
