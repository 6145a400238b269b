import { ApiError, NetworkError } from '../../api/api-error.js';

const pausesMs = [300, 900, 2_000];

/** The request may not have arrived, or the server stumbled: the same request with the same id may be sent again. */
const mayHelpToRepeat = (error: unknown): boolean => error instanceof NetworkError || (error instanceof ApiError && error.status >= 500);

/** Sends until there is a real answer, a few times. `send` must carry the same request id every time. */
export async function sendPersistently<T>(send: () => Promise<T>, pauses: readonly number[] = pausesMs): Promise<T> {
  for (const pause of pauses) {
    try {
      return await send();
    } catch (error) {
      if (!mayHelpToRepeat(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return send();
}
