import { readdirSync } from 'node:fs';
import { getPriority } from 'node:os';

/** Of every thread of the processes, each once; Linux alone has them by thread. */
export function prioritiesOf(pids: readonly number[]): number[] {
  const threads = pids.flatMap((pid) => readdirSync(`/proc/${String(pid)}/task`));
  return [...new Set(threads.map((thread) => getPriority(Number(thread))))];
}
