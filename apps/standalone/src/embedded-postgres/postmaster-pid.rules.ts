import { basename } from 'node:path';
import type { RunningProcess } from './running-process.js';

/** What a running PostgreSQL writes into its data folder (src/include/utils/pidfile.h). */
export interface PostmasterPid {
  pid: number;
  dataFolder: string;
  port: number | undefined;
  status: 'starting' | 'stopping' | 'ready' | 'standby' | undefined;
}

const statuses = ['starting', 'stopping', 'ready', 'standby'] as const;

/** `undefined` for a file that is empty or no longer means anything (PostgreSQL died while writing it). */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const port = Number(lines[3]);
  return {
    pid,
    dataFolder: lines[1] ?? '',
    port: Number.isSafeInteger(port) && port > 0 ? port : undefined,
    status: statuses.find((status) => status === lines[7]),
  };
}

/** Who has the pid that postmaster.pid names? `unknown` where the system does not tell us. */
export function whoHasThePid(
  found: RunningProcess | undefined,
  dataFolder: string,
): 'nobody' | 'our-postgres' | 'somebody-else' | 'unknown' {
  if (!found) return 'nobody';
  const [program, ...rest] = found.command;
  if (program === undefined) return 'unknown';
  if (found.workingFolder === undefined && rest.length === 0) {
    return program.includes('postgres') && program.includes(dataFolder) ? 'our-postgres' : 'somebody-else';
  }
  if (basename(program) !== 'postgres') return 'somebody-else';
  const worksHere = found.workingFolder === undefined ? rest.includes(dataFolder) : found.workingFolder === dataFolder;
  return worksHere ? 'our-postgres' : 'somebody-else';
}

/**
 * The `-c name=value` settings in postmaster.opts, without the port: a running server is adopted only
 * when it runs with what we would have given it (never, say, one that was started without fsync).
 */
export function settingsInOpts(opts: string): string[] {
  return [...opts.matchAll(/"([a-z_]+=[^"]*)"/g)]
    .map((match) => match[1] ?? '')
    .filter((setting) => !setting.startsWith('port='))
    .sort();
}
