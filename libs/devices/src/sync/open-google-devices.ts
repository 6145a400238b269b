import * as z from 'zod';
import type { DeviceManagement } from './device-management.js';
import { GoogleDevices } from './google-devices.js';

/** The key file of a service account, as Google's console gives it out. */
const serviceAccountKey = z.object({ client_email: z.string(), private_key: z.string() });
const scope = 'https://www.googleapis.com/auth/admin.directory.device.chromeos';

/** With the service account's key, in the name of the administrator it may act for. */
export async function openGoogleDevices(keyFile: string, adminEmail: string, location: string | null): Promise<DeviceManagement> {
  const key = serviceAccountKey.parse(JSON.parse(keyFile));
  // Loaded where there is such a provider: it costs memory that most processes never need.
  const { admin, auth } = await import('@googleapis/admin');
  const jwt = new auth.JWT({ email: key.client_email, key: key.private_key, scopes: [scope], subject: adminEmail });
  return new GoogleDevices(admin({ version: 'directory_v1', auth: jwt }), { customerId: 'my_customer', location });
}
