import type { DirectoryConfig } from '@firstbell/contracts/directory';

/** Whether a secret entered for one directory may be used for the other: it goes to the same place, in the same name. */
export function secretStays(before: DirectoryConfig, after: DirectoryConfig): boolean {
  return addressee(before) === addressee(after);
}

function addressee(config: DirectoryConfig): string {
  switch (config.kind) {
    case 'built_in':
      return 'built_in';
    case 'ldap':
      return ['ldap', config.url, config.startTls, config.bindDn].join(' ');
    case 'active_directory':
      return ['active_directory', config.url, config.bindDn].join(' ');
    case 'google':
      return 'google';
    case 'microsoft':
      return ['microsoft', config.tenantId, config.clientId].join(' ');
  }
}

/** The key of a Google service account, as downloaded. */
export interface GoogleKey {
  readonly client_email: string;
  readonly private_key: string;
}

/** Null when the text is no such file. */
export function googleKeyOf(secret: string): GoogleKey | null {
  let read: unknown;
  try {
    read = JSON.parse(secret);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null || !('client_email' in read) || !('private_key' in read)) return null;
  const { client_email, private_key } = read;
  if (typeof client_email !== 'string' || typeof private_key !== 'string') return null;
  return private_key.includes('PRIVATE KEY') ? { client_email, private_key } : null;
}

/** What is wrong with a secret before anybody is asked; null when nothing is seen. */
export function secretProblem(config: DirectoryConfig, secret: string): string | null {
  if (config.kind !== 'google' || googleKeyOf(secret) !== null) return null;
  return 'Paste the whole key file of the service account: JSON with client_email and private_key.';
}
