import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { SchoolSettings } from '@firstbell/contracts/people';
import { Database, EventTail, notFound } from '@firstbell/platform';
import { currentPeriod, schoolDay, type CurrentPeriod } from './bell.rules.js';
import { SchedulesStore, type SchoolClock } from './schedules.store.js';

export interface SchoolNow {
  readonly now: Date;
  readonly day: string;
  readonly timeZone: string;
  readonly period: CurrentPeriod | null;
  readonly settings: SchoolSettings;
}

interface Remembered {
  readonly clock: SchoolClock;
  /** When it was read, by `performance.now()`. */
  readonly readAt: number;
  /** What was last found out from the clock; bells ring and days begin on the minute. */
  told?: { readonly minute: number; readonly day: string; readonly period: CurrentPeriod | null };
}

const minuteMs = 60_000;

/**
 * What time it is at a school: day, period, settings. Read once a minute, and again as soon as the event log tells of a change.
 * The time is the database's, which every time limit is compared with: this computer's clock may be wrong or jump.
 */
@Injectable()
export class SchedulesService implements OnModuleInit {
  private readonly clocks = new Map<string, Remembered>();

  constructor(
    private readonly database: Database,
    private readonly store: SchedulesStore,
    private readonly tail: EventTail,
  ) {}

  onModuleInit(): void {
    this.tail.subscribe((events) => {
      for (const event of events) if (event.subjectType === 'school') this.clocks.delete(event.schoolId);
    });
  }

  async at(schoolId: string, at?: Date): Promise<SchoolNow> {
    const remembered = await this.remembered(schoolId);
    const now = at ?? new Date(remembered.clock.readAt.getTime() + performance.now() - remembered.readAt);
    const { timeZone, settings, periods } = remembered.clock;
    const minute = Math.floor(now.getTime() / minuteMs);
    if (remembered.told?.minute !== minute) {
      remembered.told = { minute, day: schoolDay(now, timeZone), period: currentPeriod(periods, now, timeZone) };
    }
    const { day, period } = remembered.told;
    return { now, day, timeZone, settings, period };
  }

  async clock(schoolId: string): Promise<SchoolClock> {
    return (await this.remembered(schoolId)).clock;
  }

  /** For the process that made the change itself. */
  forget(schoolId: string): void {
    this.clocks.delete(schoolId);
  }

  private async remembered(schoolId: string): Promise<Remembered> {
    const remembered = this.clocks.get(schoolId);
    if (remembered !== undefined && performance.now() - remembered.readAt < minuteMs) return remembered;
    const clock = await this.database.read(schoolId, (tx) => this.store.clock(tx));
    if (clock === undefined) throw notFound('school');
    const fresh: Remembered = { clock, readAt: performance.now() };
    this.clocks.set(schoolId, fresh);
    return fresh;
  }
}
