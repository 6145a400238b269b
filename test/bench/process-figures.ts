import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, which Linux has fixed at 100 for what it tells in /proc. */
const ticksPerSecond = 100;

/** CPU time a process has used, user and system, in milliseconds (proc(5), fields 14 and 15). */
export function cpuMsOf(pid: number): number {
  const fields = statFields(pid);
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
}

/** The same of its children that have ended and were waited for (fields 16 and 17). */
export function endedChildrenCpuMsOf(pid: number): number {
  const fields = statFields(pid);
  return ((Number(fields[13]) + Number(fields[14])) * 1_000) / ticksPerSecond;
}

/** Proportional set size in MB: what a process has in memory, shared pages divided among those who share them. 0 once it has ended. */
export function pssMbOf(pid: number): number {
  return kbIn(readOr(`/proc/${pid}/smaps_rollup`), 'Pss') / 1_024;
}

/**
 * The proportional set size of processes together, in MB, as it were if nothing else ran on the machine. Other Node processes
 * would take over part of the program they share with ours: of each file, therefore, the most any one of ours has of it counts.
 */
export function memoryMbOf(pids: readonly number[]): number {
  const ofFiles = new Map<string, number>();
  let kb = 0;
  for (const pid of pids) {
    const rollup = readOr(`/proc/${pid}/smaps_rollup`);
    kb += kbIn(rollup, 'Pss_Anon') + kbIn(rollup, 'Pss_Shmem');
    for (const [path, resident] of fileKbOf(pid)) ofFiles.set(path, Math.max(resident, ofFiles.get(path) ?? 0));
  }
  for (const resident of ofFiles.values()) kb += resident;
  return kb / 1_024;
}

/** Unchanged pages of files in memory, by path (proc(5), smaps). */
function fileKbOf(pid: number): Map<string, number> {
  const found = new Map<string, number>();
  for (const mapping of readOr(`/proc/${pid}/smaps`).split(/\n(?=[0-9a-f]+-[0-9a-f]+ )/)) {
    const path = /^\S+ \S+ \S+ \S+ [1-9]\d* +(\/.*)/.exec(mapping)?.[1];
    if (path === undefined || /^\/(dev\/shm|dev\/zero|SYSV|memfd:)/.test(path)) continue;
    found.set(path, (found.get(path) ?? 0) + kbIn(mapping, 'Rss') - kbIn(mapping, 'Anonymous'));
  }
  return found;
}

const kbIn = (text: string, field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);

export const commandOf = (pid: number): string => readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();

/** A process and everything that descends from it. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) if (/^\d+$/.test(name)) parents.set(Number(name), Number(statFields(Number(name))[1]));
  const tree = new Set([root]);
  for (let before = 0; before !== tree.size;) {
    before = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

/** What follows the command in /proc/<pid>/stat; the command itself may hold spaces and brackets. */
function statFields(pid: number): string[] {
  const stat = readOr(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
