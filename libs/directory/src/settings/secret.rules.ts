import type { DirectoryConfig } from '@firstbell/contracts/directory';

/** Whether a secret entered for one directory may be used for the other: it goes to the same place, in the same name. */
export function secretStays(before: DirectoryConfig, after: DirectoryConfig): boolean {
  return addressee(before) === addressee(after);
}

function addressee(config: DirectoryConfig): string {
  switch (config.kind) {
    case 'built_in':
      return 'built_in';
    case 'google':
      return ['google', config.adminEmail].join(' ');
    case 'microsoft':
      return ['microsoft', config.tenantId, config.clientId].join(' ');
    case 'active_directory':
    case 'ldap':
      return [config.kind, config.url, config.startTls, config.bindDn].join(' ');
  }
}
