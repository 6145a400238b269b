import type { Client } from '@microsoft/microsoft-graph-client';

export const graphUrl = 'https://graph.microsoft.com';

/** A token that takes longer is asked for again by whoever needs it. */
const tokenPatienceMs = 15_000;

export interface GraphApplication {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Microsoft Graph as an application the school has registered. Without the library's own retries: the row decides about the next try. */
export async function openGraph({ tenantId, clientId, clientSecret }: GraphApplication): Promise<Client> {
  // Loaded where there is such a provider: they cost memory that most processes never need.
  const { ClientSecretCredential } = await import('@azure/identity');
  const { AuthenticationHandler, Client, HTTPMessageHandler } = await import('@microsoft/microsoft-graph-client');
  const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, { retryOptions: { maxRetries: 0 } });
  const getAccessToken = async (): Promise<string> =>
    (await credential.getToken(`${graphUrl}/.default`, { abortSignal: AbortSignal.timeout(tokenPatienceMs) })).token;
  const middleware = [new AuthenticationHandler({ getAccessToken }), new HTTPMessageHandler()];
  return Client.initWithMiddleware({ baseUrl: graphUrl, defaultVersion: 'v1.0', middleware });
}
