import type { NamedOperation } from '@firstbell/contracts/operation';
import { problem } from '@firstbell/contracts/problem';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, NetworkError } from '../../../apps/web/src/api/api-error.js';
import type { call } from '../../../apps/web/src/api/call.js';
import { requestOf } from '../../../apps/web/src/api/request-of.rules.js';
import { Outbox, type Submitted } from '../../../apps/web/src/kiosk/outbox/outbox.js';
import { openStationStore, type StationStore } from '../../../apps/web/src/paired-screen/station-store.js';
import type { Client } from '../../support/client.js';

/** What a student was told at the kiosk, and after how long. */
export interface ToldAtKiosk {
  readonly ticketId: string;
  readonly told: Submitted['kind'];
  /** The code on the screen; null for a ticket kept after the codes in reserve were used up. */
  readonly code: string | null;
  readonly afterMs: number;
}

/** A paired kiosk, by the very outbox the browser runs: it files at once, or keeps the ticket and says so. */
export class KioskAtWork {
  private constructor(
    private readonly store: StationStore,
    private readonly outbox: Outbox,
    private readonly latest: { readonly ticketId: string },
  ) {}

  /** @param client paired, and as patient as a kiosk */
  static async open(client: Client): Promise<KioskAtWork> {
    const { school } = await client.call('me', {});
    const filings = new Set<string>();
    const latest = { ticketId: '' };
    const kept = await openStationStore();
    const store: StationStore = {
      ...kept,
      put: (entry) => {
        if (entry.kind === 'filing' && !filings.has(entry.id)) latest.ticketId = entry.id;
        filings.add(entry.id);
        return kept.put(entry);
      },
    };
    const outbox = new Outbox({ store, schoolId: school.id, timeZone: school.timeZone, call: callOf(client), now: Date.now });
    await outbox.fillCodes();
    return new KioskAtWork(store, outbox, latest);
  }

  async file(issueId: string, typedName: string): Promise<ToldAtKiosk> {
    void this.outbox.fillCodes().catch(() => undefined);
    const began = performance.now();
    const told = await this.outbox.submit({ issueId, typedName, language: 'en' });
    const afterMs = performance.now() - began;
    const { ticketId } = this.latest;
    if (told.kind === 'filed') return { ticketId, told: 'filed', code: told.ticket.code, afterMs };
    return { ticketId, told: told.kind, code: told.kind === 'kept' ? told.code : null, afterMs };
  }

  /** Sends what it kept until nothing is left. */
  async deliver(): Promise<void> {
    for (;;) {
      await this.outbox.sendAll();
      if ((await this.store.entries()).length === 0) return;
      await sleep(200);
    }
  }
}

/** Asks as the browser does, and fails as it does. */
const callOf = (client: Client): typeof call =>
  (async (operation: NamedOperation, input: Record<string, unknown>) => {
    const { url, body } = requestOf(operation, input);
    const json: unknown = body === undefined ? undefined : JSON.parse(body);
    const answer = await client.send(operation.method, url, json).catch((error: unknown) => {
      throw new NetworkError(error);
    });
    if (answer.status === 200) return answer.body;
    const refusal = problem.safeParse(answer.body);
    throw refusal.success ? new ApiError(refusal.data) : new NetworkError(answer.text);
  }) as typeof call;
