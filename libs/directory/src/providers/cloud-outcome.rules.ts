import { cloudObstacle, type CloudAnswer } from '@firstbell/platform';
import { passwordPolicy, type NeedsPerson, type Wait } from './directory-provider.js';

const minute = 60_000;
const long = 15 * minute;

/** No more users fit: licences or the size of the directory are used up. */
const full: readonly (string | null)[] = ['limitExceeded', 'Directory_QuotaExceeded'];

interface Meaning {
  readonly code: string;
  readonly why: string;
}

/** What a request that Google or Microsoft did not carry out means: a wait of everything, of this account, or a person for it. */
export function cloudOutcome(cloud: string, answer: CloudAnswer): Wait | NeedsPerson {
  const { status, code, message } = answer;
  const everything = (meaning: Meaning, restMs: number): Wait => ({
    kind: 'wait',
    forMs: restMs,
    code: `directory.${meaning.code}`,
    why: `${meaning.why} (${message})`,
    whole: true,
  });
  if (full.includes(code)) return everything({ code: 'full', why: `${cloud} takes no more users.` }, long);
  const obstacle = cloudObstacle(cloud, answer);
  const setting = obstacle === undefined || obstacle.code === 'forbidden' ? settingAt(answer) : undefined;
  if (setting !== undefined) return everything(setting, long);
  if (obstacle !== undefined) {
    const { code: what, why, restSeconds } = obstacle;
    return { kind: 'wait', forMs: restSeconds * 1_000, code: `directory.${what}`, why, whole: true };
  }
  if (status === null) return everything({ code: 'unreachable', why: `${cloud} did not answer completely.` }, minute);
  if (isPassing(status)) {
    // It may be about this account alone: the others go on, and this one has its number of tries.
    return { kind: 'wait', forMs: minute, code: 'directory.busy', why: `${cloud} failed with ${status}: ${message}`, whole: false };
  }
  if (/password/i.test(message)) {
    const why = `The password policy refuses our one-time password (two words and four digits). (${message})`;
    return { kind: 'wait', forMs: minute, code: passwordPolicy, why, whole: false };
  }
  return { kind: 'needs_person', code: 'directory.refused', reason: `${cloud} refused this account with ${status}: ${message}` };
}

const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 409 || status === 412;

/** Of refusals that are about what the school has set, and would be the same for everybody. */
function settingAt({ status, message }: CloudAnswer): Meaning | undefined {
  if (status === null || isPassing(status)) return undefined;
  if (/INVALID_OU_ID|org ?unit/i.test(message)) return { code: 'org_unit_missing', why: 'The organisational unit is not there.' };
  if (/domain/i.test(message)) return { code: 'domain_missing', why: 'The domain of the addresses is not one of theirs.' };
  return undefined;
}
