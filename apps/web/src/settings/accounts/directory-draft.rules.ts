import type { DirectoryKind, DirectorySettings } from '@firstbell/contracts/directory';

/** Every field of every kind, as the form holds them; what a kind does not have is left out when it is sent. */
export interface DirectoryDraft {
  kind: DirectoryKind;
  domain: string;
  adminEmail: string;
  orgUnitPath: string;
  tenantId: string;
  clientId: string;
  url: string;
  startTls: boolean;
  certificate: string;
  bindDn: string;
  base: string;
  idAttribute: string;
  secret: string;
  usernameRule: string;
  suspendAfterDays: number | string;
}

type Field = keyof DirectoryDraft;

/** The fields of each kind beside its domain, in the order of the form. */
export const fieldsOf: Readonly<Record<DirectoryKind, readonly Field[]>> = {
  built_in: [],
  google: ['adminEmail', 'secret', 'orgUnitPath'],
  microsoft: ['tenantId', 'clientId', 'secret'],
  active_directory: ['url', 'startTls', 'bindDn', 'secret', 'base', 'idAttribute', 'certificate'],
  ldap: ['url', 'startTls', 'bindDn', 'secret', 'base', 'idAttribute', 'certificate'],
};

const empty: DirectoryDraft = {
  kind: 'built_in',
  domain: '',
  adminEmail: '',
  orgUnitPath: '/',
  tenantId: '',
  clientId: '',
  url: '',
  startTls: false,
  certificate: '',
  bindDn: '',
  base: '',
  idAttribute: '',
  secret: '',
  usernameRule: '{given}.{family}',
  suspendAfterDays: 14,
};

export function draftOf(settings: DirectorySettings | null): DirectoryDraft {
  if (settings === null) return empty;
  const { directory, usernameRule, suspendAfterDays } = settings;
  return { ...empty, ...directory, usernameRule, suspendAfterDays };
}

/** What the server is asked to keep; it checks each field again and says what is wrong with which. */
export function requestOfDraft(draft: DirectoryDraft, version: number | null) {
  const { adminEmail, orgUnitPath, tenantId, clientId, url, startTls, certificate, bindDn, base, idAttribute, domain } = draft;
  const ldap = { url, startTls, certificate, bindDn, base, domain, ...(idAttribute.trim() === '' ? {} : { idAttribute }) };
  const directories = {
    built_in: { kind: 'built_in', domain },
    google: { kind: 'google', adminEmail, orgUnitPath, domain },
    microsoft: { kind: 'microsoft', tenantId, clientId, domain },
    active_directory: { kind: 'active_directory', ...ldap },
    ldap: { kind: 'ldap', ...ldap },
  } as const;
  return {
    directory: directories[draft.kind],
    ...(draft.secret === '' || draft.kind === 'built_in' ? {} : { secret: draft.secret }),
    usernameRule: draft.usernameRule,
    suspendAfterDays: Number(draft.suspendAfterDays),
    version,
  };
}

/** As the contract has it, so that a rule being typed is not sent before it can be one. */
export const isUsernameRule = (rule: string): boolean =>
  rule.length <= 80 &&
  rule.includes('{') &&
  /^([a-z0-9._-]|\{(given|preferred|family|grade|badge|username|id)(:[1-9]\d?)?\})+$/.test(rule.trim());
