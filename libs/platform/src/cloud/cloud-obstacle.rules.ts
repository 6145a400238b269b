import type { CloudAnswer } from './cloud-answer.js';

/** Why Google or Microsoft does nothing for us at the moment, whatever we ask. */
export type CloudObstacleCode =
  'not_delegated' | 'wrong_password' | 'admin_unknown' | 'api_off' | 'client_unknown' | 'tenant_unknown' | 'quota' | 'busy' | 'forbidden';

export interface CloudObstacle {
  readonly code: CloudObstacleCode;
  readonly why: string;
  /** How long everything rests: as long as they ask for, at most a day. */
  readonly restSeconds: number;
}

const minute = 60;
/** A setting does not mend itself, and a day's quota does not come back in a minute. */
const long = 15 * minute;
const longest = 24 * 60 * minute;

type Refusal = Pick<CloudObstacle, 'code' | 'why'>;

/** Said by the servers that give out tokens: a setting is wrong, so everything waits until somebody has seen to it. */
const refusedTokens: Readonly<Record<string, Refusal>> = {
  unauthorized_client: { code: 'not_delegated', why: 'The service account may not act for the administrator yet.' },
  access_denied: { code: 'not_delegated', why: 'The service account may not act for the administrator yet.' },
  invalid_grant: { code: 'wrong_password', why: 'Google does not accept the key of the service account.' },
  invalid_client: { code: 'wrong_password', why: 'Google does not know the service account of this key.' },
  AADSTS7000215: { code: 'wrong_password', why: 'Microsoft does not accept the client secret.' },
  AADSTS7000222: { code: 'wrong_password', why: 'The client secret has expired.' },
  AADSTS700016: { code: 'client_unknown', why: 'The tenant does not know the application.' },
  AADSTS90002: { code: 'tenant_unknown', why: 'Microsoft does not know the tenant.' },
  AADSTS900023: { code: 'tenant_unknown', why: 'That is not the id of a tenant.' },
};

/** Google says "too fast" and "too much" with 403 as well as with 429. */
const tooFast: readonly (string | null)[] = ['userRateLimitExceeded', 'rateLimitExceeded', 'TooManyRequests'];
const tooMuch: readonly (string | null)[] = ['quotaExceeded', 'dailyLimitExceeded'];

/** What an answer says about all of our requests; undefined where it is about this one alone. */
export function cloudObstacle(cloud: string, answer: CloudAnswer): CloudObstacle | undefined {
  const { status, code, message, retryAfterSeconds } = answer;
  const rest = ({ code: what, why }: Refusal, restSeconds: number): CloudObstacle => ({
    code: what,
    why: `${why} (${message})`,
    restSeconds: Math.min(restSeconds, longest),
  });
  const refused = refusedToken(answer);
  if (refused !== undefined) return rest(refused, long);
  if (status === null) return undefined;
  if (tooMuch.includes(code)) return rest({ code: 'quota', why: `${cloud} has no quota left.` }, retryAfterSeconds ?? long);
  if (status === 429 || tooFast.includes(code))
    return rest({ code: 'busy', why: `${cloud} asks for patience.` }, retryAfterSeconds ?? minute);
  if (status >= 500 && retryAfterSeconds !== null) return rest({ code: 'busy', why: `${cloud} is not available.` }, retryAfterSeconds);
  if (status === 401 || status === 403) return rest({ code: 'forbidden', why: `${cloud} does not allow us to do this.` }, long);
  return undefined;
}

function refusedToken({ code, message }: CloudAnswer): Refusal | undefined {
  if (code === null) return undefined;
  // Google says with one code that the key is wrong and that the administrator is.
  if (code === 'invalid_grant' && /email|user id|account not found/i.test(message))
    return { code: 'admin_unknown', why: 'Google does not know the administrator.' };
  if (code === 'accessNotConfigured')
    return { code: 'api_off', why: 'The Admin SDK API is switched off in the project of the service account.' };
  return refusedTokens[code];
}
