import type { DeviceManagementKind, DeviceManagementSettings } from '@firstbell/contracts/device-management';

/** Every field of every kind, as the form holds them; what a kind does not have is left out when it is sent. */
export interface ProviderDraft {
  kind: DeviceManagementKind;
  adminEmail: string;
  location: string;
  tenantId: string;
  clientId: string;
  secret: string;
}

/** The fields of each kind beside its secret, in the order of the form. */
export const fieldsOf = {
  google: ['adminEmail', 'location'],
  microsoft: ['tenantId', 'clientId'],
} as const satisfies Record<DeviceManagementKind, readonly (keyof ProviderDraft)[]>;

const empty: ProviderDraft = { kind: 'google', adminEmail: '', location: '', tenantId: '', clientId: '', secret: '' };

export const draftOf = (settings: DeviceManagementSettings | null): ProviderDraft => ({ ...empty, ...settings?.provider });

/** What the server is asked to keep; it checks each field again and says what is wrong with which. */
export function requestOfDraft({ kind, adminEmail, location, tenantId, clientId, secret }: ProviderDraft, version: number | null) {
  return {
    provider: kind === 'google' ? ({ kind, adminEmail, location } as const) : ({ kind, tenantId, clientId } as const),
    ...(secret === '' ? {} : { secret }),
    version,
  };
}
