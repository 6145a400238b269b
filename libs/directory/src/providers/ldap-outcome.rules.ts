import { serverRefused } from '@firstbell/platform';
import { passwordPolicy, type NeedsPerson, type Wait } from './directory-provider.js';

/** Result codes of RFC 4511, appendix A, that mean something of their own here. */
export const ldapCode = {
  sizeLimitExceeded: 4,
  undefinedAttribute: 17,
  constraintViolation: 19,
  noSuchObject: 32,
  invalidCredentials: 49,
  unwillingToPerform: 53,
  alreadyExists: 68,
} as const;

const minute = 60_000;

interface Meaning {
  readonly code: string;
  /** How long everything waits; after a refused password the one account whose it is. */
  readonly pauseMs: number;
  readonly why: string;
}

const meanings: Readonly<Record<number, Meaning>> = {
  3: { code: 'directory.busy', pauseMs: minute, why: 'The directory took too long.' },
  8: { code: 'directory.not_secure', pauseMs: 15 * minute, why: 'The directory wants an encrypted connection. Use ldaps:// or StartTLS.' },
  13: { code: 'directory.not_secure', pauseMs: 15 * minute, why: 'The directory wants an encrypted connection. Use ldaps:// or StartTLS.' },
  17: {
    code: 'directory.schema',
    pauseMs: 15 * minute,
    why: 'The directory does not know an attribute we write. Choose another attribute for the school’s own id, or load its schema.',
  },
  19: {
    code: passwordPolicy,
    pauseMs: minute,
    why: 'The directory’s password policy refuses our one-time passwords (two words and four digits).',
  },
  32: {
    code: 'directory.base_missing',
    pauseMs: 15 * minute,
    why: 'The place where accounts are made is not in the directory. Check the base.',
  },
  48: { code: 'directory.wrong_password', pauseMs: 15 * minute, why: 'The directory does not let us in with a password.' },
  49: { code: 'directory.wrong_password', pauseMs: 15 * minute, why: 'The directory does not accept our name and password.' },
  50: {
    code: 'directory.forbidden',
    pauseMs: 15 * minute,
    why: 'The directory does not allow us to do this. Give our entry the right to make and change accounts under the base.',
  },
  51: { code: 'directory.busy', pauseMs: minute, why: 'The directory is busy.' },
  52: { code: 'directory.busy', pauseMs: minute, why: 'The directory is not available.' },
  53: {
    code: 'directory.unwilling',
    pauseMs: 15 * minute,
    why: 'The directory refuses. For Active Directory that is a password its policy does not allow, or a connection that is not encrypted.',
  },
  65: { code: 'directory.schema', pauseMs: 15 * minute, why: 'The directory’s schema does not allow an account as we write it.' },
};

/** Active Directory refuses much with 53 or 19 and says why as an error of Windows, as eight digits. */
function saidByWindows(said: string): Meaning | undefined {
  // ERROR_PASSWORD_RESTRICTION, and ERROR_GEN_FAILURE for a password over a connection that is not encrypted.
  if (/\b0000052D\b/i.test(said)) return meanings[19];
  if (/\b0000001F\b/i.test(said)) return meanings[13];
  return undefined;
}

const certificateCodes: readonly string[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_OSSL_PEM_NO_START_LINE',
  'ERR_OSSL_PEM_BAD_BASE64_DECODE',
];

/** What a failed request of LDAP means: a wait of everything, or a person for this one. */
export function ldapOutcome(error: unknown): Wait | NeedsPerson {
  const said = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  if (typeof code === 'number') {
    const meaning = saidByWindows(said) ?? meanings[code];
    if (meaning !== undefined) return wait(meaning.code, `${meaning.why} (${said})`, meaning.pauseMs);
    return refused(said);
  }
  if (typeof code === 'string' && certificateCodes.includes(code)) {
    return wait('directory.certificate', `The certificate of the directory is not one we trust: ${said}`, 15 * minute);
  }
  if (code === serverRefused) return wait('directory.address_refused', said, 15 * minute);
  return wait('directory.unreachable', `The directory cannot be reached: ${said}`, minute);
}

const wait = (code: string, why: string, forMs: number): Wait => ({ kind: 'wait', forMs, code, why, whole: code !== passwordPolicy });
const refused = (said: string): NeedsPerson => ({
  kind: 'needs_person',
  code: 'directory.refused',
  reason: `The directory refused this account: ${said}`,
});

/** The same of adding an entry, where a constraint is about what stands in it, unless Windows says that it is the password. */
export function addOutcome(error: unknown): Wait | NeedsPerson {
  const said = error instanceof Error ? error.message : String(error);
  const isOfEntry = resultCodeOf(error) === ldapCode.constraintViolation && saidByWindows(said) === undefined;
  return isOfEntry ? refused(said) : ldapOutcome(error);
}

/** A result code of LDAP is a number, an error of the system or of TLS a word. */
const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

/** The result code of a failed request, where it is one. */
export function resultCodeOf(error: unknown): number | undefined {
  const code = codeOf(error);
  return typeof code === 'number' ? code : undefined;
}
