import { Injectable } from '@nestjs/common';
import type { RowChange } from '@firstbell/contracts/realtime';
import { Database, eventsSince, parseResumeToken, resumeToken, type ResumePoint } from '@firstbell/platform';
import { ChangedRows } from './changed-rows.js';
import { roomKey, roomsTouched, type RoomAddress } from './room-address.rules.js';

export interface CaughtUp {
  readonly resume: string;
  readonly refetch: boolean;
  readonly rows: RowChange[];
}

/** Beyond this many events since the token, fetching the list is cheaper than reading what happened. */
const worthReading = 5_000;

/** What a screen that was away has missed, from its resume token on. */
@Injectable()
export class CatchUp {
  private readonly running = new Map<string, Promise<CaughtUp>>();

  constructor(
    private readonly database: Database,
    private readonly changedRows: ChangedRows,
  ) {}

  /** After an outage a roomful of screens comes back with one and the same token: they share one reading. */
  async since(schoolId: string, addresses: readonly RoomAddress[], token: string | undefined): Promise<CaughtUp> {
    const key = [token ?? '', ...addresses.map((address) => roomKey(schoolId, address))].join(' ');
    const running = this.running.get(key) ?? this.read(schoolId, addresses, token === undefined ? undefined : parseResumeToken(token));
    this.running.set(key, running);
    try {
      return await running;
    } finally {
      if (this.running.get(key) === running) this.running.delete(key);
    }
  }

  private async read(schoolId: string, addresses: readonly RoomAddress[], point: ResumePoint | undefined): Promise<CaughtUp> {
    const wanted = new Set(addresses.map((address) => roomKey(schoolId, address)));
    return this.database.read(schoolId, async (tx) => {
      const since = await eventsSince(tx, point, worthReading);
      const resume = resumeToken(since.epoch, since.snapshot);
      if (since.events === 'too_far') return { resume, refetch: true, rows: [] };
      const events = since.events.filter((event) =>
        roomsTouched(event).some((address) => address.room === 'mine' || wanted.has(roomKey(schoolId, address))),
      );
      const changes = await this.changedRows.of(tx, events);
      return {
        resume,
        refetch: false,
        rows: changes.filter((change) => wanted.has(roomKey(schoolId, change))).map(({ change }) => change),
      };
    });
  }
}
