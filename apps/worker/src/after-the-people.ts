import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** On Linux each thread has a priority of its own; the ones begun later take over that of the one that begins them. */
const threadsOfThisProcess = '/proc/self/task';

/**
 * Where both run on one computer, whoever stands at the kiosk comes before what is done behind it: passwords are hashed and
 * rosters read with what the others leave. Costs nothing on an idle computer.
 */
export function letThePeopleGoFirst(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // Not allowed here, or the thread has just ended: then it works on as it was.
    }
  }
}

function threads(): number[] {
  try {
    return readdirSync(threadsOfThisProcess).map(Number);
  } catch {
    return [process.pid];
  }
}
