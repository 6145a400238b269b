import { Injectable } from '@nestjs/common';
import type { RowChange } from '@firstbell/contracts/realtime';
import {
  Database,
  eventsSince,
  EventTail,
  logEpoch,
  parseResumeToken,
  resumeToken,
  type LoggedEvent,
  type ResumePoint,
} from '@firstbell/platform';
import { ChangedRows } from './changed-rows.js';
import { RecentEvents } from './recent-events.js';
import { roomKey, roomsTouched, type RoomAddress } from './room-address.rules.js';

export interface CaughtUp {
  readonly resume: string;
  readonly refetch: boolean;
  readonly rows: RowChange[];
}

/** Beyond this many events since the token, fetching the list is cheaper than reading what happened. */
const worthReading = 5_000;

/** What a screen that was away has missed, from its resume token on: from memory when that reaches back so far, else from the log. */
@Injectable()
export class CatchUp {
  private readonly recent = new RecentEvents();
  private readonly running = new Map<string, Promise<CaughtUp>>();
  private epoch: string | undefined;

  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly changedRows: ChangedRows,
  ) {}

  /**
   * Has to hear of events before they are told in any room: whoever comes too late for that finds them here, and takes no part
   * in a reading that began before them.
   */
  hear(events: readonly LoggedEvent[], snapshot: string): void {
    this.recent.add(this.tail.snapshot, events, snapshot);
    this.running.clear();
  }

  /** Where whoever has seen everything in the snapshot goes on. */
  async tokenAt(snapshot: string): Promise<string> {
    return resumeToken(await this.epochOfLog(), snapshot);
  }

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
    const epoch = await this.epochOfLog();
    const now = this.tail.snapshot;
    const recent = point?.epoch === epoch ? this.recent.since(schoolId, point.snapshot, now) : undefined;
    if (recent === undefined) return this.readLog(schoolId, addresses, point);
    return this.answer(schoolId, addresses, resumeToken(epoch, now), recent);
  }

  private async epochOfLog(): Promise<string> {
    return (this.epoch ??= await logEpoch(this.database));
  }

  private async readLog(schoolId: string, addresses: readonly RoomAddress[], point: ResumePoint | undefined): Promise<CaughtUp> {
    const since = await this.database.read(schoolId, (tx) => eventsSince(tx, point, worthReading));
    const resume = resumeToken(since.epoch, since.snapshot);
    return since.events === 'too_far' ? { resume, refetch: true, rows: [] } : this.answer(schoolId, addresses, resume, since.events);
  }

  /** The rows are read after the events, so they are as new as the token or newer; what made them newer is told again. */
  private async answer(
    schoolId: string,
    addresses: readonly RoomAddress[],
    resume: string,
    events: readonly LoggedEvent[],
  ): Promise<CaughtUp> {
    const wanted = keysOf(schoolId, addresses);
    const missed = told(wanted, schoolId, events);
    const changes = missed.length === 0 ? [] : await this.changedRows.of(schoolId, missed);
    return { resume, refetch: false, rows: changes.filter((change) => wanted.has(roomKey(schoolId, change))).map(({ change }) => change) };
  }
}

const keysOf = (schoolId: string, addresses: readonly RoomAddress[]) => new Set(addresses.map((address) => roomKey(schoolId, address)));

/** Those events that touch one of the rooms. */
function told(wanted: ReadonlySet<string>, schoolId: string, events: readonly LoggedEvent[]): LoggedEvent[] {
  return events.filter((event) => roomsTouched(event).some((address) => address.room === 'mine' || wanted.has(roomKey(schoolId, address))));
}
