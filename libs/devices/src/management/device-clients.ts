import { Injectable } from '@nestjs/common';
import type { DeviceManagementConfig } from '@firstbell/contracts/device-management';
import { graphUrl, openGoogle, openGraph } from '@firstbell/platform';
import type { DeviceManagement } from './device-management.js';
import { GoogleDevices } from './google-devices.js';
import { IntuneDevices } from './intune-devices.js';

/** To read Chromebooks and to write who has one; nothing else. */
const devicesScope = 'https://www.googleapis.com/auth/admin.directory.device.chromeos';

/** Opens what speaks to Google and Intune. In a place of its own so that tests can put servers of this computer there. */
@Injectable()
export class DeviceClients {
  async open(config: DeviceManagementConfig, secret: string): Promise<DeviceManagement> {
    switch (config.kind) {
      case 'google': {
        const directory = await openGoogle(secret, config.adminEmail, [devicesScope]);
        return new GoogleDevices(directory, { customerId: 'my_customer', location: config.location === '' ? null : config.location });
      }
      case 'microsoft': {
        const { tenantId, clientId } = config;
        return new IntuneDevices(await openGraph({ tenantId, clientId, clientSecret: secret }), graphUrl);
      }
    }
  }
}
