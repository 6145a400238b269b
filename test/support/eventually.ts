import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until what is expected holds; the last failure is told. */
export async function eventually(expectation: () => Promise<void>, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(50);
    }
  }
}
