import { circulationOperations } from '@firstbell/contracts/circulation';
import { handOutOperations } from '@firstbell/contracts/hand-out';
import { ApiError } from '../../api/api-error.js';
import type { call } from '../../api/call.js';
import { fateOf, secondsAgo } from '../../outbox/delivery.rules.js';
import { type Delivery, heldBackBy, outcomeOf, Sending } from '../../outbox/sending.js';
import type { HandOutStore } from '../hand-out-store.js';
import { type Delivered, type HandOutEntry, isUnsent, type RefusedEntry, type Unsent, whatOf } from './hand-out-entry.rules.js';

interface OutboxOptions {
  readonly store: Pick<HandOutStore, 'entries' | 'put' | 'remove'>;
  readonly schoolId: string;
  readonly call: typeof call;
  readonly now: () => number;
  /** Whenever something was put down, sent or set aside. */
  readonly onEntries: (entries: readonly HandOutEntry[]) => void;
  readonly onDelivered: (entry: Unsent, delivered: Delivered) => void;
  /** True when whoever recorded it is still there and was told: then nothing has to be kept for later. */
  readonly tellsAtOnce: (entry: Unsent, error: ApiError) => boolean;
}

/**
 * What was recorded at this station, written down first and sent after, so that neither a lost network nor a reload
 * loses a hand-out; the ids made here make sending twice the same as once.
 */
export class HandOutOutbox {
  private readonly sending: Sending<HandOutEntry>;

  constructor(private readonly options: OutboxOptions) {
    this.sending = new Sending({
      store: options.store,
      schoolId: options.schoolId,
      lock: 'firstbell-hand-out',
      deliver: (entry) => this.deliver(entry),
      afterRound: () => this.tell(),
    });
  }

  /** Kept once this resolves; what the server says to it comes later. */
  async record(entry: Unsent): Promise<void> {
    await this.options.store.put(entry);
    await this.tell();
    // A round that is under way has not seen it.
    void this.sendAll().then(() => this.sendAll());
  }

  sendAll(): Promise<void> {
    return this.sending.sendAll().catch(() => undefined);
  }

  /** Somebody has seen to a refused entry. */
  async dismiss(entry: RefusedEntry): Promise<void> {
    await this.options.store.remove(entry.id);
    await this.tell();
  }

  async tell(): Promise<void> {
    const entries = await this.options.store.entries();
    this.options.onEntries(entries.filter(({ schoolId }) => schoolId === this.options.schoolId));
  }

  private async deliver(entry: HandOutEntry): Promise<Delivery> {
    if (!isUnsent(entry)) return 'keep';
    try {
      const delivered = await this.send(entry);
      this.options.onDelivered(entry, delivered);
      return 'delivered';
    } catch (error) {
      if (fateOf(outcomeOf(error)) !== 'set-aside' || !(error instanceof ApiError)) return heldBackBy(error);
      if (this.options.tellsAtOnce(entry, error)) return 'delivered';
      await this.setAside(entry, error);
      return 'keep';
    }
  }

  private async send(entry: Unsent): Promise<Delivered> {
    const late = { secondsAgo: secondsAgo(entry.pressedAt, this.options.now()) };
    return entry.kind === 'check-out'
      ? { kind: 'check-out', answer: await this.options.call(circulationOperations.checkOut, { ...entry.request, ...late }) }
      : { kind: 'mark', answer: await this.options.call(handOutOperations.markStep, { ...entry.request, ...late }) };
  }

  private async setAside(entry: Unsent, error: ApiError): Promise<void> {
    const { id, schoolId, pressedAt, who } = entry;
    await this.options.store.put({
      id,
      schoolId,
      pressedAt,
      who,
      kind: 'refused',
      code: error.code,
      detail: error.detail,
      what: whatOf(entry),
    });
  }
}
