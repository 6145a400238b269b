import type { DeviceManagementConfig } from '@firstbell/contracts/device-management';

/** Whether a secret entered for one provider may be used for the other: it goes to the same place, in the same name. */
export function secretStays(before: DeviceManagementConfig, after: DeviceManagementConfig): boolean {
  return addressee(before) === addressee(after);
}

function addressee(config: DeviceManagementConfig): string {
  return config.kind === 'google' ? ['google', config.adminEmail].join(' ') : ['microsoft', config.tenantId, config.clientId].join(' ');
}
