import type { CloudAnswer } from '@firstbell/platform';
import type { NeedsPerson, Wait } from './directory-provider.js';

const minute = 60_000;
const longest = 24 * 60 * minute;

interface Meaning {
  readonly code: string;
  readonly pauseMs: number;
  readonly why: string;
}

/** Said by the servers that give out tokens: a setting is wrong, so everything waits until somebody has seen to it. */
const refusedTokens: Readonly<Record<string, Omit<Meaning, 'pauseMs'>>> = {
  unauthorized_client: { code: 'directory.not_delegated', why: 'The service account may not act for the administrator yet.' },
  access_denied: { code: 'directory.not_delegated', why: 'The service account may not act for the administrator yet.' },
  invalid_grant: { code: 'directory.wrong_password', why: 'Google does not accept the key of the service account.' },
  invalid_client: { code: 'directory.wrong_password', why: 'Google does not know the service account of this key.' },
  AADSTS7000215: { code: 'directory.wrong_password', why: 'Microsoft does not accept the client secret.' },
  AADSTS7000222: { code: 'directory.wrong_password', why: 'The client secret has expired.' },
  AADSTS700016: { code: 'directory.client_unknown', why: 'The tenant does not know the application.' },
  AADSTS90002: { code: 'directory.tenant_unknown', why: 'Microsoft does not know the tenant.' },
  AADSTS900023: { code: 'directory.tenant_unknown', why: 'That is not the id of a tenant.' },
};

/** Google says "too fast" and "too much" with 403 as well as with 429. */
const tooFast: readonly (string | null)[] = ['userRateLimitExceeded', 'rateLimitExceeded', 'TooManyRequests'];
const tooMuch: readonly (string | null)[] = ['quotaExceeded', 'dailyLimitExceeded'];
/** No more users fit: licences or the size of the directory are used up. */
const full: readonly (string | null)[] = ['limitExceeded', 'Directory_QuotaExceeded'];

/** What a request that Google or Microsoft did not carry out means: a wait of everything, of this account, or a person for it. */
export function cloudOutcome(cloud: string, answer: CloudAnswer, now: number): Wait | NeedsPerson {
  const { status, code, message } = answer;
  const everything = (meaning: Meaning, restMs = meaning.pauseMs): Wait => ({
    kind: 'wait',
    untilMs: now + Math.min(restMs, longest),
    code: meaning.code,
    why: `${meaning.why} (${message})`,
    whole: true,
  });
  const asked = answer.retryAfterSeconds === null ? undefined : answer.retryAfterSeconds * 1_000;
  const refused = refusedToken(answer);
  if (refused !== undefined) return everything({ ...refused, pauseMs: 15 * minute });
  if (status === null) return everything({ code: 'directory.unreachable', pauseMs: minute, why: `${cloud} did not answer completely.` });
  if (tooMuch.includes(code))
    return everything({ code: 'directory.quota', pauseMs: 15 * minute, why: `${cloud} has no quota left.` }, asked);
  if (full.includes(code)) return everything({ code: 'directory.full', pauseMs: 15 * minute, why: `${cloud} takes no more users.` });
  if (status === 429 || tooFast.includes(code))
    return everything({ code: 'directory.busy', pauseMs: minute, why: `${cloud} asks for patience.` }, asked);
  if (status >= 500 && asked !== undefined)
    return everything({ code: 'directory.busy', pauseMs: minute, why: `${cloud} is not available.` }, asked);
  if (status >= 500 || status === 408 || status === 409 || status === 412) {
    // It may be about this account alone: the others go on, and this one has its number of tries.
    return { kind: 'wait', untilMs: now + minute, code: 'directory.busy', why: `${cloud} failed with ${status}: ${message}`, whole: false };
  }
  const setting = settingAt(message);
  if (setting !== undefined) return everything({ ...setting, pauseMs: 15 * minute });
  if (status === 401 || status === 403)
    return everything({ code: 'directory.forbidden', pauseMs: 15 * minute, why: `${cloud} does not allow us to do this.` });
  return { kind: 'needs_person', code: 'directory.refused', reason: `${cloud} refused this account with ${status}: ${message}` };
}

function refusedToken({ code, message }: CloudAnswer): Omit<Meaning, 'pauseMs'> | undefined {
  if (code === null) return undefined;
  // Google says with one code that the key is wrong and that the administrator is.
  if (code === 'invalid_grant' && /email|user id|account not found/i.test(message))
    return { code: 'directory.admin_unknown', why: 'Google does not know the administrator.' };
  if (code === 'accessNotConfigured')
    return { code: 'directory.api_off', why: 'The Admin SDK API is switched off in the project of the service account.' };
  return refusedTokens[code];
}

/** Of refusals that are about what the school has set, and would be the same for everybody. */
function settingAt(message: string): Omit<Meaning, 'pauseMs'> | undefined {
  if (/INVALID_OU_ID|org ?unit/i.test(message)) return { code: 'directory.org_unit_missing', why: 'The organisational unit is not there.' };
  if (/domain/i.test(message)) return { code: 'directory.domain_missing', why: 'The domain of the addresses is not one of theirs.' };
  if (/password/i.test(message))
    return { code: 'directory.password_policy', why: 'The password policy refuses our one-time passwords (two words and four digits).' };
  return undefined;
}
