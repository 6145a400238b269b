import { ApiError } from '../api/api-error.js';
import { dueEntries, type KeptEntry, type SendOutcome, stopsTheRound } from './delivery.rules.js';

/** `keep`: not now, but the others may go; `stop`: none will. */
export type Delivery = 'delivered' | 'keep' | 'stop';

interface SendingOptions<E extends KeptEntry> {
  readonly store: { entries(): Promise<E[]>; remove(id: string): Promise<void> };
  readonly schoolId: string;
  /** One tab at a time sends under this name. */
  readonly lock: string;
  readonly deliver: (entry: E) => Promise<Delivery>;
  readonly afterRound: () => Promise<void>;
}

/** Sends what a screen keeps, one entry after the other, oldest first; stops at the first the server does not answer. */
export class Sending<E extends KeptEntry> {
  private running: Promise<void> | null = null;
  /** Entries a person is waiting for at the screen; the background round leaves them alone. */
  private readonly atTheScreen = new Set<string>();

  constructor(private readonly options: SendingOptions<E>) {}

  sendAll(): Promise<void> {
    this.running ??= exclusively(this.options.lock, () => this.round()).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** While `work` runs, no round sends the entry. */
  async without<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.atTheScreen.add(id);
    try {
      return await work();
    } finally {
      this.atTheScreen.delete(id);
    }
  }

  private async round(): Promise<void> {
    const { store, schoolId, deliver, afterRound } = this.options;
    for (const entry of dueEntries(await store.entries(), schoolId)) {
      if (this.atTheScreen.has(entry.id)) continue;
      const delivery = await deliver(entry);
      if (delivery === 'stop') break;
      if (delivery === 'delivered') await store.remove(entry.id);
    }
    await afterRound();
  }
}

export const outcomeOf = (error: unknown): SendOutcome =>
  error instanceof ApiError ? { kind: 'refused', status: error.status } : { kind: 'no-answer' };

/** What a failure that may pass means for the round. */
export const heldBackBy = (error: unknown): Delivery => (stopsTheRound(outcomeOf(error)) ? 'stop' : 'keep');

/** One tab at a time where the browser can say so; elsewhere the server's deduplication is enough. */
async function exclusively(lock: string, work: () => Promise<void>): Promise<void> {
  const locks: LockManager | undefined = typeof navigator === 'undefined' ? undefined : navigator.locks;
  if (locks === undefined) return work();
  await locks.request(lock, work);
}
