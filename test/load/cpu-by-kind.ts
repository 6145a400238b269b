import { commandOf, cpuMsOf, endedChildrenCpuMsOf, memoryMbOf, processTree } from '../bench/process-figures.js';

/** `server` is API and live screens in one process, as `npm start` runs them; `load` is the program that plays the schools. */
export const processKinds = ['api', 'realtime', 'server', 'worker', 'PostgreSQL', 'Redis', 'nginx', 'load'] as const;
export type ProcessKind = (typeof processKinds)[number];
export type ByKind = ReadonlyMap<ProcessKind, number>;

const commands: readonly (readonly [ProcessKind, RegExp])[] = [
  ['PostgreSQL', /^postgres:|\/postgres /],
  ['Redis', /redis-server/],
  ['nginx', /^nginx:|\/nginx /],
  ['api', /apps\/api\/src\/main\.js/],
  ['realtime', /apps\/realtime\/src\/main\.js/],
  ['server', /apps\/standalone\/src\/server\.js/],
  ['worker', /apps\/worker\/src\/main\.js/],
];

/** CPU used so far by this process and all it has started, in milliseconds. Linux only. */
export function cpuByKind(): ByKind {
  return summed((pids) => pids.reduce((sum, pid) => sum + cpuMsOf(pid) + (pid === process.pid ? 0 : endedChildrenCpuMsOf(pid)), 0));
}

/** Memory by kind, in MB. */
export const memoryByKind = (): ByKind => summed(memoryMbOf);

function summed(figure: (pids: readonly number[]) => number): ByKind {
  const pids = new Map<ProcessKind, number[]>();
  for (const pid of processTree(process.pid)) {
    const kind = kindOf(pid);
    if (kind !== undefined) pids.set(kind, [...(pids.get(kind) ?? []), pid]);
  }
  return new Map([...pids].map(([kind, ofKind]) => [kind, figure(ofKind)]));
}

function kindOf(pid: number): ProcessKind | undefined {
  if (pid === process.pid) return 'load';
  const command = commandOf(pid);
  return commands.find(([, pattern]) => pattern.test(command))?.[0];
}
