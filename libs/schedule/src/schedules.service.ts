import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, EventTail, mustHoldNoConnection, notFound } from '@firstbell/platform';
import { schoolNow, type SchoolClock, type SchoolNow } from './school-now.rules.js';
import { SchedulesStore, type ReadClock } from './schedules.store.js';

interface Remembered {
  readonly clock: ReadClock;
  /** When it was read, by `performance.now()`. */
  readonly readAt: number;
  /** What was last found out from the clock; bells ring and days begin on the minute. */
  told?: { readonly minute: number; readonly then: SchoolNow };
}

const minuteMs = 60_000;

/**
 * What time it is at a school: day, period, settings. Read once a minute, and again as soon as the event log tells of a change.
 * The time is the database's, which every time limit is compared with: this computer's clock may be wrong or jump.
 */
@Injectable()
export class SchedulesService implements OnModuleInit {
  private readonly clocks = new Map<string, Remembered>();
  /** Counts what was forgotten, so that a clock read before is not remembered after. */
  private forgotten = 0;

  constructor(
    private readonly database: Database,
    private readonly store: SchedulesStore,
    private readonly tail: EventTail,
  ) {}

  onModuleInit(): void {
    this.tail.subscribe((events) => {
      for (const event of events) if (event.subjectType === 'school') this.forget(event.schoolId);
    });
  }

  async at(schoolId: string, at?: Date): Promise<SchoolNow> {
    const remembered = await this.remembered(schoolId);
    const now = at ?? new Date(remembered.clock.readAt.getTime() + performance.now() - remembered.readAt);
    const minute = Math.floor(now.getTime() / minuteMs);
    if (remembered.told?.minute !== minute) remembered.told = { minute, then: schoolNow(remembered.clock, now) };
    return { ...remembered.told.then, now };
  }

  async clock(schoolId: string): Promise<SchoolClock> {
    return (await this.remembered(schoolId)).clock;
  }

  /** For the process that made the change itself. */
  forget(schoolId: string): void {
    this.forgotten += 1;
    this.clocks.delete(schoolId);
  }

  private async remembered(schoolId: string): Promise<Remembered> {
    mustHoldNoConnection();
    const remembered = this.clocks.get(schoolId);
    if (remembered !== undefined && performance.now() - remembered.readAt < minuteMs) return remembered;
    const { forgotten } = this;
    const clock = await this.database.read(schoolId, (tx) => this.store.clock(tx));
    if (clock === undefined) throw notFound('school');
    const fresh: Remembered = { clock, readAt: performance.now() };
    if (forgotten === this.forgotten) this.clocks.set(schoolId, fresh);
    return fresh;
  }
}
