import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { entered, EventTail, failureText, type LoggedEvent } from '@firstbell/platform';
import { CatchUp } from './catch-up.js';
import { ChangedRows, type RoomChange } from './changed-rows.js';
import { grouped } from './grouped.js';
import { LiveRooms } from './live-rooms.js';
import { roomKey, roomsTouched, type RoomAddress } from './room-address.rules.js';

/** Schools whose rows are read at the same time; each takes a connection of the pool the requests use too. */
const schoolsAtOnce = 4;

/** The tail waits for this: a connection that is dead, and nobody was told, must not keep the screens of all schools waiting. */
const longestReadSeconds = 8;

/** From the tail of the event log to the screens: what changed is read once per batch and told once per room. */
@Injectable()
export class LiveViews implements OnModuleInit {
  private readonly logger = new Logger(LiveViews.name);

  constructor(
    private readonly tail: EventTail,
    private readonly changedRows: ChangedRows,
    private readonly rooms: LiveRooms,
    private readonly catchUp: CatchUp,
  ) {}

  onModuleInit(): void {
    this.tail.subscribe((events, snapshot) => {
      this.catchUp.hear(events, snapshot);
      return this.show(events, snapshot);
    });
  }

  private async show(events: readonly LoggedEvent[], snapshot: string): Promise<void> {
    const bySchool = [
      ...grouped(
        events.filter((event) => this.isWatched(event)),
        (event) => event.schoolId,
      ),
    ];
    if (bySchool.length === 0) return;
    const points = { before: await this.catchUp.tokenAt(this.tail.snapshot), after: await this.catchUp.tokenAt(snapshot) };
    while (bySchool.length > 0) {
      await Promise.all(bySchool.splice(0, schoolsAtOnce).map(([schoolId, ofSchool]) => this.showSchool(schoolId, ofSchool, points)));
    }
  }

  private showSchool(schoolId: string, events: readonly LoggedEvent[], points: { before: string; after: string }): Promise<void> {
    const [trace, ...alsoOf] = new Set(events.flatMap((event) => event.trace ?? []));
    return entered('publish', { kind: 'consumer', trace, alsoOf }, () => this.publish(schoolId, events, points));
  }

  private async publish(schoolId: string, events: readonly LoggedEvent[], points: { before: string; after: string }): Promise<void> {
    try {
      const changes = await withinSeconds(longestReadSeconds, this.changedRows.of(schoolId, events));
      // Someone in a desk's room hears the whole school's as well, so only the last message may move their resume token.
      const byRoom = [...grouped(changes, (change) => roomKey(schoolId, change)).values()].sort(wholeSchoolFirst);
      for (const ofRoom of byRoom) {
        const [first] = ofRoom;
        if (first !== undefined)
          this.rooms.say(
            schoolId,
            first,
            first.of === null ? points.before : points.after,
            ofRoom.map(({ change }) => change),
          );
      }
    } catch (error) {
      this.logger.warn(`Changes could not be read, so the screens fetch their lists again: ${failureText(error)}`);
      for (const address of uniqueAddresses(events)) this.rooms.sayRefetch(schoolId, address);
    }
  }

  private isWatched(event: LoggedEvent): boolean {
    return roomsTouched(event).some((address) => address.room === 'mine' || this.rooms.isWatched(event.schoolId, address));
  }
}

async function withinSeconds<T>(seconds: number, work: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = sleep(seconds * 1_000, undefined, { signal: ended.signal, ref: false }).then(() => {
    throw new Error(`No answer within ${seconds} s.`);
  });
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => {
    ended.abort();
  });
}

const wholeSchoolFirst = ([a]: RoomChange[], [b]: RoomChange[]): number => Number(b?.of === null) - Number(a?.of === null);

function uniqueAddresses(events: readonly LoggedEvent[]): RoomAddress[] {
  const addresses = events.flatMap(roomsTouched);
  return [...new Map(addresses.map((address) => [`${address.room} ${address.of ?? ''}`, address])).values()];
}
