import type { Database } from '../database/database.js';
import { wakeChannel } from './wake-listener.js';

/* There is nothing to keep, so nobody waits for the disk. */
const notify = `BEGIN; SET LOCAL synchronous_commit = off; NOTIFY ${wakeChannel}; COMMIT`;

/**
 * Tells the other processes that something was committed, at most once in `debounceMs`. A NOTIFY inside each
 * transaction would make them commit one after another, so it is sent after the commit, on its own.
 */
export class WakeUps {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    /** The tail of this very process, woken without the round trip. */
    private readonly own: { wake(): void } | undefined,
    private readonly debounceMs = 10,
  ) {
    database.onCommit(() => {
      this.committed();
    });
  }

  private committed(): void {
    this.own?.wake();
    if (this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // Lost when the database is away just now: the poll of each tail is the safety net.
      this.database.source.query(notify).catch(() => undefined);
    }, this.debounceMs);
    this.timer.unref();
  }
}
