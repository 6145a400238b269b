import { openGoogle } from '@firstbell/platform';
import type { DeviceManagement } from './device-management.js';
import { GoogleDevices } from './google-devices.js';

const scope = 'https://www.googleapis.com/auth/admin.directory.device.chromeos';

export async function openGoogleDevices(keyFile: string, adminEmail: string, location: string | null): Promise<DeviceManagement> {
  return new GoogleDevices(await openGoogle(keyFile, adminEmail, [scope]), { customerId: 'my_customer', location });
}
