import { foundLaptopOperations } from '@firstbell/contracts/found-laptops';
import { issueOperations } from '@firstbell/contracts/issues';
import { type FiledTicket, ticketOperations } from '@firstbell/contracts/tickets';
import { v7 as uuid } from 'uuid';
import { ApiError } from '../../api/api-error.js';
import type { call } from '../../api/call.js';
import { dueEntries, fateOf, secondsAgo } from '../../outbox/delivery.rules.js';
import { type Delivery, heldBackBy, outcomeOf, Sending } from '../../outbox/sending.js';
import type { StationStore } from '../../paired-screen/station-store.js';
import { addCodes, blockSize, dayIn, needsMoreCodes, takeCode } from './code-block.rules.js';
import { type Filing, type OutboxEntry, typedOf, withoutObstacle } from './outbox.rules.js';

/** How long a student at the screen waits for the server before the kiosk keeps the ticket for later. */
const patienceMs = 4_000;

export type Submitted =
  | { readonly kind: 'filed'; readonly ticket: FiledTicket }
  | { readonly kind: 'kept'; readonly code: string | null }
  /** Refused for good while the student is still there to read why. */
  | { readonly kind: 'refused'; readonly error: ApiError };

interface OutboxOptions {
  readonly store: StationStore;
  readonly schoolId: string;
  readonly timeZone: string;
  readonly call: typeof call;
  readonly now: () => number;
  readonly onCount?: (waiting: number) => void;
}

/**
 * What students did here, kept on this kiosk until the server has confirmed it. Written down first and sent after, so
 * that neither a lost network nor a reload loses a ticket; the client-made id makes sending twice the same as once.
 */
export class Outbox {
  private readonly sending: Sending<OutboxEntry>;

  constructor(private readonly options: OutboxOptions) {
    this.sending = new Sending({
      store: options.store,
      schoolId: options.schoolId,
      lock: 'firstbell-outbox',
      deliver: (entry) => this.deliver(entry),
      afterRound: () => this.tellCount(),
    });
  }

  /** Files now if the server answers within seconds, else keeps the filing under a reserved code. */
  async submit(wish: Omit<Filing, 'id' | 'reservedCode' | 'reservedDay'>): Promise<Submitted> {
    // The code shown must be the code stored whatever happens to the answer, so a reserved one is used from the start.
    const reserved = await this.nextCode();
    const id = uuid();
    const entry: OutboxEntry & { kind: 'filing' } = {
      id,
      schoolId: this.options.schoolId,
      pressedAt: this.options.now(),
      kind: 'filing',
      filing: { ...wish, id, ...reserved },
    };
    try {
      return await this.sending.without(id, async () => {
        await this.options.store.put(entry);
        return this.fileAtTheScreen(entry, reserved.reservedCode ?? null);
      });
    } finally {
      await this.tellCount();
      void this.sendAll();
    }
  }

  /** Told now if the server answers within seconds, else later. `unknown`: no laptop has this tag. */
  async reportFound(scan: string): Promise<'told' | 'kept' | 'unknown'> {
    const { store, schoolId, now } = this.options;
    const entry = { id: uuid(), schoolId, pressedAt: now(), kind: 'found', scan } as const;
    return this.sending.without(entry.id, async () => {
      await store.put(entry);
      try {
        await this.report(entry, patienceMs);
      } catch (error) {
        if (fateOf(outcomeOf(error)) !== 'set-aside') return 'kept';
        await store.remove(entry.id);
        return 'unknown';
      }
      await store.remove(entry.id);
      return 'told';
    });
  }

  /** The steps were enough: counted, now or later. */
  async countSelfHelp(issueId: string): Promise<void> {
    await this.options.store.put({
      id: uuid(),
      schoolId: this.options.schoolId,
      pressedAt: this.options.now(),
      kind: 'self-help',
      issueId,
    });
    void this.sendAll();
  }

  /** Sends what is waiting. */
  sendAll(): Promise<void> {
    return this.sending.sendAll();
  }

  async fillCodes(): Promise<void> {
    const { store, timeZone, now } = this.options;
    const today = dayIn(timeZone, new Date(now()));
    if (!needsMoreCodes(await store.codes.get(), today)) return;
    const more = await this.options.call(ticketOperations.reserveCodes, { requestId: uuid(), count: blockSize });
    await store.codes.set(addCodes(await store.codes.get(), more));
  }

  private async fileAtTheScreen(entry: OutboxEntry & { kind: 'filing' }, code: string | null): Promise<Submitted> {
    const { store } = this.options;
    try {
      const ticket = await this.file(entry, patienceMs);
      await store.remove(entry.id);
      return { kind: 'filed', ticket };
    } catch (error) {
      if (fateOf(outcomeOf(error)) !== 'set-aside' || !(error instanceof ApiError)) return { kind: 'kept', code };
      const lighter = withoutObstacle(entry.filing, error);
      // A laptop in repair is for the student to hear of; a code or tag the server does not know is not their concern.
      if (lighter !== null && error.code !== 'device.not_usable') {
        const again = { ...entry, filing: lighter };
        await store.put(again);
        return this.fileAtTheScreen(again, lighter.reservedCode ?? null);
      }
      await store.remove(entry.id);
      return { kind: 'refused', error };
    }
  }

  private async deliver(entry: OutboxEntry): Promise<Delivery> {
    try {
      await this.deliverOnce(entry);
      return 'delivered';
    } catch (error) {
      if (fateOf(outcomeOf(error)) === 'set-aside' && error instanceof ApiError) return this.setAside(entry, error);
      return heldBackBy(error);
    }
  }

  private async deliverOnce(entry: OutboxEntry): Promise<void> {
    const { call, now } = this.options;
    switch (entry.kind) {
      case 'filing':
        await this.file(entry, 15_000);
        return;
      case 'self-help':
        await call(issueOperations.recordSelfHelp, { issueId: entry.issueId, requestId: entry.id });
        return;
      case 'found':
        await this.report(entry, 15_000);
        return;
      case 'refused':
        await call(ticketOperations.reportRejectedFiling, {
          id: entry.id,
          code: entry.code,
          typed: entry.typed,
          reason: entry.reason,
          filedAt: new Date(Math.min(entry.pressedAt, now())).toISOString(),
        });
    }
  }

  private async setAside(entry: OutboxEntry, error: ApiError): Promise<Delivery> {
    const { store } = this.options;
    if (entry.kind !== 'filing') return 'delivered';
    const lighter = withoutObstacle(entry.filing, error);
    if (lighter !== null) {
      await store.put({ ...entry, filing: lighter });
      return this.deliver({ ...entry, filing: lighter });
    }
    const { id, schoolId, pressedAt, filing } = entry;
    const refused: OutboxEntry = {
      id,
      schoolId,
      pressedAt,
      kind: 'refused',
      code: filing.reservedCode ?? null,
      typed: typedOf(filing).slice(0, 200),
      reason: error.detail.slice(0, 500),
    };
    await store.put(refused);
    return this.deliver(refused);
  }

  private file(entry: OutboxEntry & { kind: 'filing' }, timeoutMs: number): Promise<FiledTicket> {
    const { call, now } = this.options;
    return call(ticketOperations.fileTicket, { ...entry.filing, secondsAgo: secondsAgo(entry.pressedAt, now()) }, { timeoutMs });
  }

  private async report(entry: OutboxEntry & { kind: 'found' }, timeoutMs: number): Promise<void> {
    const { call, now } = this.options;
    const { id, scan, pressedAt } = entry;
    await call(foundLaptopOperations.reportFoundLaptop, { id, scan, secondsAgo: secondsAgo(pressedAt, now()) }, { timeoutMs });
  }

  /** With the day it is of, because the same code is reserved on other days, too. */
  private async nextCode(): Promise<Pick<Filing, 'reservedCode' | 'reservedDay'>> {
    const { store, timeZone, now } = this.options;
    const today = dayIn(timeZone, new Date(now()));
    const { code, block } = takeCode(await store.codes.get(), today);
    await (block === null ? store.codes.clear() : store.codes.set(block));
    return code === null ? {} : { reservedCode: code, reservedDay: today };
  }

  private async tellCount(): Promise<void> {
    const entries = dueEntries(await this.options.store.entries(), this.options.schoolId);
    this.options.onCount?.(entries.filter((entry) => entry.kind === 'filing').length);
  }
}
