import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const memory = '/dev/shm';
const prefix = 'firstbell-tests-';
/** More than the databases of all tests take at once. */
const bytesNeeded = 4 * 2 ** 30;

/**
 * A folder in memory for the databases of one run, or undefined where there is none or too little: then they are on the
 * disk, where making a database takes ten times as long. Gone when this process ends; what an earlier run left behind
 * because it was killed goes first.
 */
export function scratchFolder() {
  if (process.env.TMPDIR !== undefined || !holdsPrograms(memory)) return undefined;
  for (const name of readdirSync(memory))
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))))
      rmSync(join(memory, name), { recursive: true, force: true });
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < bytesNeeded) return undefined;
  const folder = join(memory, `${prefix}${process.pid}`);
  // Some tests start servers as other users.
  mkdirSync(folder, { mode: 0o755 });
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Some tests run a program from their folder. */
function holdsPrograms(mountPoint) {
  if (!existsSync('/proc/mounts')) return false;
  const mount = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, at]) => at === mountPoint);
  return mount !== undefined && !mount[3].split(',').includes('noexec');
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
