import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while nobody else holds the lock; waits for whoever does, saying so once.
 * The lock of a process that died does not count.
 */
export async function withLock(path, sayThatWeWait, work) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}`);
  try {
    for (let round = 0; !link(mine, path); round++) {
      if (isStale(path)) rmSync(path, { force: true });
      else {
        if (round === 0) sayThatWeWait();
        await sleep(250);
      }
    }
    try {
      return await work();
    } finally {
      rmSync(path, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** link(2) never replaces: of two starts exactly one gets the name. */
function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(path) {
  if (!existsSync(path)) return false;
  try {
    const [pid, start] = readFileSync(path, 'utf8').split(' ');
    if (startOf(pid) !== start) return true;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** When the process began, so that a pid used again is not taken for the one before. Linux; elsewhere the same for all. */
function startOf(pid) {
  if (process.platform !== 'linux') return '-';
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return 'gone';
  }
}
