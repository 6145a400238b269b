import { cloudObstacle, type CloudAnswer } from '@firstbell/platform';
import { PushEnded, type Push, type Tested } from './device-management.js';

/** The codes of waits and tests, as pages and events have them. */
const coded = (code: string): string => `device_management.${code}`;

/** What becomes of a push the provider did not carry out. */
export function afterAnswer(provider: string, answer: CloudAnswer): Push {
  const { status, message } = answer;
  const obstacle = cloudObstacle(provider, answer);
  if (obstacle !== undefined) return { kind: 'wait', seconds: obstacle.restSeconds, code: coded(obstacle.code), why: obstacle.why };
  if (status === null) return { kind: 'try-again', why: `${provider} did not answer completely: ${message}` };
  if (status >= 500 || status === 408) return { kind: 'try-again', why: `${provider} failed with ${status}: ${message}` };
  // Somebody else changed it at the same moment, or our own change was applied although it said so: look again.
  if (status === 409 || status === 412) return { kind: 'try-again', why: `${provider} reports a conflict: ${message}` };
  return { kind: 'needs-person', code: 'refused', why: `${provider} refused with ${status}: ${message}` };
}

/** Another provider's id is no id at all for this one, which some say with 400. */
export const isNoIdOfTheirs = ({ status }: CloudAnswer): boolean => status === 404 || status === 400;

/** Runs a push; what the provider refused on the way is judged by `afterAnswer`. */
export async function pushOrJudge(provider: string, work: () => Promise<Push>, read: (error: unknown) => CloudAnswer): Promise<Push> {
  try {
    return await work();
  } catch (error) {
    return error instanceof PushEnded ? error.push : afterAnswer(provider, read(error));
  }
}

/** Runs a look at the provider, and says by a code what is in the way. */
export async function testOrJudge(provider: string, look: () => Promise<void>, read: (error: unknown) => CloudAnswer): Promise<Tested> {
  try {
    await look();
    return { ok: true, code: coded('ok'), detail: '' };
  } catch (error) {
    const answer = read(error);
    const push = afterAnswer(provider, answer);
    if (push.kind === 'wait') return { ok: false, code: push.code, detail: push.why };
    return {
      ok: false,
      code: coded(answer.status === null ? 'unreachable' : push.kind === 'try-again' ? 'busy' : 'refused'),
      detail: answer.message,
    };
  }
}
