import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until what is expected holds; the last failure is told. Answers what it answers. */
export async function eventually<T>(expectation: () => Promise<T>, withinMs: number): Promise<T> {
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
