import type { DeviceManagement } from './device-management.js';
import { IntuneDevices } from './intune-devices.js';

const graph = 'https://graph.microsoft.com';

interface Application {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** As the application the school has registered, with `DeviceManagementManagedDevices.ReadWrite.All` and `User.Read.All`. */
export async function openIntuneDevices({ tenantId, clientId, clientSecret }: Application): Promise<DeviceManagement> {
  // Loaded where there is such a provider: they cost memory that most processes never need.
  const { ClientSecretCredential } = await import('@azure/identity');
  const { AuthenticationHandler, Client, HTTPMessageHandler } = await import('@microsoft/microsoft-graph-client');
  const credential = new ClientSecretCredential(tenantId, clientId, clientSecret);
  const authentication = new AuthenticationHandler({ getAccessToken: async () => (await credential.getToken(`${graph}/.default`)).token });
  // Without the library's own retries: the row decides about the next try.
  return new IntuneDevices(Client.initWithMiddleware({ baseUrl: graph, middleware: [authentication, new HTTPMessageHandler()] }), graph);
}
