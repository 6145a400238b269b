import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../../support/client.js';

/** Repeats a wish until it is answered. A refusal with 5xx, silence and a cut connection are no answer. */
export async function untilAnswered<T>(wish: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await wish();
    } catch (error) {
      if (error instanceof Refused && error.problem.status < 500) throw error;
      await sleep(100);
    }
  }
}
