import { graphUrl, openGraph, type GraphApplication } from '@firstbell/platform';
import type { DeviceManagement } from './device-management.js';
import { IntuneDevices } from './intune-devices.js';

/** The application needs `DeviceManagementManagedDevices.ReadWrite.All` and `User.Read.All`. */
export async function openIntuneDevices(application: GraphApplication): Promise<DeviceManagement> {
  return new IntuneDevices(await openGraph(application), graphUrl);
}
