import { setTimeout as sleep } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';

const againAfterMs = 500;

/** Connection refused, cut or timed out, and PostgreSQL shutting down or starting up (57P01–57P03, class 08, 53300). */
export function isUnreachable(error: unknown): error is Error {
  if (!isNativeError(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|ENOENT|57P0|08|53300)/.test(code) ||
    /timeout exceeded when trying to connect|Query read timeout|Connection terminated|connection error/i.test(error.message)
  );
}

/**
 * Writes what is known here alone as soon as PostgreSQL can be reached, for up to a minute: longer than it is away when it
 * fails over, less than any lease. `write` hears whether it is asked `again`: the first time may have been committed unheard.
 */
export async function whenReachable<T>(write: (again: boolean) => Promise<T>, forMs = 60_000): Promise<T> {
  const until = Date.now() + forMs;
  for (let again = false; ; again = true) {
    try {
      return await write(again);
    } catch (error) {
      if (!isUnreachable(error) || Date.now() > until) throw error;
      await sleep(againAfterMs);
    }
  }
}
