import type { CloudAnswer } from '@firstbell/platform';
import type { Push } from './device-management.js';

const shortRestSeconds = 30;
/** A day's quota does not come back in a minute, and a wrong permission not before somebody has seen to it. */
const longRestSeconds = 15 * 60;
const longestRestSeconds = 24 * 3600;

/** Google says "too fast" and "too much" with 403 as well as with 429. */
const tooFast = new Set(['userRateLimitExceeded', 'rateLimitExceeded', 'TooManyRequests', 'ServiceUnavailable']);
const tooMuch = new Set(['quotaExceeded', 'dailyLimitExceeded']);

/** What becomes of a push the provider did not carry out. */
export function afterAnswer(provider: string, answer: CloudAnswer): Push {
  const { status, code, message } = answer;
  if (status === null) return { kind: 'try-again', why: `${provider} did not answer completely: ${message}` };
  const wait = (seconds: number, why: string): Push => ({
    kind: 'wait',
    seconds: Math.min(answer.retryAfterSeconds ?? seconds, longestRestSeconds),
    why,
  });
  if (code !== null && tooMuch.has(code)) return wait(longRestSeconds, `${provider} has no quota left at the moment (${code}).`);
  if (status === 429 || (code !== null && tooFast.has(code))) return wait(shortRestSeconds, `${provider} asks for patience.`);
  if (status === 401 || status === 403)
    return wait(
      longRestSeconds,
      `${provider} does not let us change devices: ${message} Check the permissions of the device-management connection.`,
    );
  if (status >= 500 || status === 408) {
    return answer.retryAfterSeconds === null
      ? { kind: 'try-again', why: `${provider} failed with ${status}: ${message}` }
      : wait(shortRestSeconds, `${provider} is not available.`);
  }
  // Somebody else changed it at the same moment, or our own change was applied although it said so: look again.
  if (status === 409 || status === 412) return { kind: 'try-again', why: `${provider} reports a conflict: ${message}` };
  return { kind: 'needs-person', why: `${provider} refused with ${status}: ${message}` };
}
