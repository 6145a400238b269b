import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { systemErrorCode } from './system-error.js';

/** What the operating system tells of a process, as far as this system tells it. */
export interface RunningProcess {
  /** Arguments as started; one string where the system does not keep them apart; empty when unknown. */
  command: string[];
  /** Follows a renamed folder. Linux only. */
  workingFolder: string | undefined;
  /** Names no existing file once an update replaced the program. Linux only. */
  programFile: string | undefined;
  /** Equal only for the same process: tells a reused pid from the process that had it before. Empty when unknown. */
  startedAt: string;
}

/**
 * `undefined` when no such process runs. A zombie counts as gone: it answers `kill -0` for ever,
 * which is what makes PostgreSQL believe in a stale postmaster.pid.
 */
export function findProcess(pid: number): RunningProcess | undefined {
  if (process.platform === 'linux') return findOnLinux(pid);
  if (process.platform === 'win32') return answersSignals(pid) ? unknownProcess() : undefined;
  return findWithPs(pid);
}

/** Does the pid answer `kill -0`? True for zombies and for processes of other users. */
export function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

/** Pids whose working folder is this one. Every PostgreSQL process works in its data folder. Linux only; else empty. */
export function pidsWorkingIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => readLink(`/proc/${pid}/cwd`) === folder && findProcess(pid) !== undefined);
}

function findOnLinux(pid: number): RunningProcess | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return answersSignals(pid) ? unknownProcess() : undefined;
  // proc_pid_stat(5): the name in brackets may hold spaces; state is the first field after it, starttime the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return {
    command: (readText(`/proc/${pid}/cmdline`) ?? '').split('\0').filter((part) => part !== ''),
    workingFolder: readLink(`/proc/${pid}/cwd`),
    programFile: readLink(`/proc/${pid}/exe`),
    startedAt: fields[19] ?? '',
  };
}

function findWithPs(pid: number): RunningProcess | undefined {
  const { stdout, error } = spawnSync('ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' },
  });
  if (error) return answersSignals(pid) ? unknownProcess() : undefined;
  // "Ss   Mon Nov 22 07:45:00 2027 /path/to/postgres -D /data"
  const match = /^(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(\S.*)$/.exec(stdout.trim());
  if (!match || match[1]?.startsWith('Z')) return undefined;
  return { command: [match[3] ?? ''], workingFolder: undefined, programFile: undefined, startedAt: match[2] ?? '' };
}

function unknownProcess(): RunningProcess {
  return { command: [], workingFolder: undefined, programFile: undefined, startedAt: '' };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
