import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from './bench-context.js';
import { resultOf, type BenchResult } from './bench-result.js';
import { commandOf, cpuMsOf, memoryMbOf, processTree, pssMbOf } from './process-figures.js';

const barMb = 350;
const idleSeconds = 20;

/** What everything of `npm start` holds in memory when nothing is asked of it: npm, our processes, PostgreSQL. */
export async function idleMemory(context: BenchContext): Promise<BenchResult[]> {
  const { pid } = await context.installation();
  await sleep(context.quick ? 1_000 : 10_000);
  const cpuBefore = cpuOf(pid);
  await sleep(context.quick ? 500 : idleSeconds * 1_000);
  const cpuAfter = cpuOf(pid);
  const parts = new Map<string, number>();
  const members = processTree(pid);
  for (const member of members) parts.set(partOf(member), (parts.get(partOf(member)) ?? 0) + pssMbOf(member));
  const total = memoryMbOf(members);
  const pss = [...parts.values()].reduce((sum, mb) => sum + mb, 0);
  const list = [...parts].map(([part, mb]) => `${part} ${mb.toFixed(0)}`).join(', ');
  return [
    resultOf({
      name: 'idle-memory',
      clients: 0,
      rate: total,
      limit: barMb,
      unit: 'MB PSS',
      bar: `≤${barMb} MB`,
      met: total <= barMb,
      note: `PSS with what else ran here: ${pss.toFixed(0)} (${list}); idle CPU ${((cpuAfter - cpuBefore) / (context.quick ? 0.5 : idleSeconds)).toFixed(0)} ms/s`,
    }),
  ];
}

const cpuOf = (pid: number): number => processTree(pid).reduce((sum, member) => sum + cpuMsOf(member), 0);

/** By its command line: `server.js`, `worker.js`, `postgres` … */
function partOf(pid: number): string {
  const command = commandOf(pid);
  if (/^postgres:|\/postgres /.test(command)) return 'PostgreSQL';
  return /(?<![\w-])([\w-]+\.m?js)\b/.exec(command)?.[1] ?? command.split(' ')[0] ?? 'ended';
}
