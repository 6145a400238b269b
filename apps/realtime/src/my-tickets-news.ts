import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Database, EventTail, failureText, type LoggedEvent, type Tx } from '@firstbell/platform';
import { MyTicketsStore } from '@firstbell/tickets';
import { grouped } from './grouped.js';
import { LiveRooms } from './live-rooms.js';
import type { RoomAddress } from './room-address.rules.js';

/** Those in a desk's line hear of their places at most this often: each then fetches their tickets. */
const betweenMs = 2_000;

const everyone: RoomAddress = { room: 'my_tickets', of: null };

/**
 * Tells students who have their own page open that one of their tickets changed, at once, or their place in line, at most
 * every two seconds for each desk. Never what: they fetch their own tickets, so nothing of another's is ever sent.
 */
@Injectable()
export class MyTicketsNews implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(MyTicketsNews.name);
  /** Desks whose line was told of lately; `true` when it moved since. */
  private readonly told = new Map<string, boolean>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly database: Database,
    private readonly tail: EventTail,
    private readonly store: MyTicketsStore,
    private readonly rooms: LiveRooms,
  ) {}

  onModuleInit(): void {
    // Not waited for: the desk's screens do not wait until the students' are told.
    this.tail.subscribe((events) => {
      for (const [schoolId, ofSchool] of grouped(events.filter(movesLine), (event) => event.schoolId)) this.hear(schoolId, ofSchool);
    });
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private hear(schoolId: string, events: readonly LoggedEvent[]): void {
    if (!this.rooms.isWatched(schoolId, everyone)) return;
    const tickets = [...new Set(events.filter(({ subjectType }) => subjectType === 'ticket').map(({ subjectId }) => subjectId))];
    if (tickets.length > 0) void this.tell(schoolId, (tx) => this.store.filers(tx, tickets));
    for (const deskId of new Set(events.flatMap((event) => deskOf(event) ?? []))) this.tellLine(schoolId, deskId);
  }

  private tellLine(schoolId: string, deskId: string): void {
    if (this.told.has(deskId)) {
      this.told.set(deskId, true);
      return;
    }
    this.told.set(deskId, false);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const again = this.told.get(deskId) === true;
      this.told.delete(deskId);
      if (again) this.tellLine(schoolId, deskId);
    }, betweenMs);
    this.timers.add(timer);
    void this.tell(schoolId, (tx) => this.store.inLine(tx, deskId));
  }

  private async tell(schoolId: string, whom: (tx: Tx) => Promise<string[]>): Promise<void> {
    try {
      const persons = await this.database.read(schoolId, whom);
      for (const of of new Set(persons)) this.rooms.sayRefetch(schoolId, { room: 'my_tickets', of });
    } catch (error) {
      this.logger.warn(`Whose tickets changed could not be read, so everyone with their own page open looks: ${failureText(error)}`);
      this.rooms.sayRefetch(schoolId, everyone);
    }
  }
}

/** Who comes on duty or goes changes how long the others wait, and a frozen desk stands still. */
const movesLine = ({ subjectType, type }: LoggedEvent): boolean =>
  subjectType === 'ticket' || subjectType === 'desk' || type === 'duty.started' || type === 'duty.ended';

function deskOf({ subjectType, subjectId, data }: LoggedEvent): string | null {
  if (subjectType === 'desk') return subjectId;
  return typeof data['deskId'] === 'string' ? data['deskId'] : null;
}
