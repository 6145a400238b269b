import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { SubjectType } from '@firstbell/contracts/events';
import { EventTail } from '@firstbell/platform';
import { LiveRooms } from './live-rooms.js';

/** Everything a student's steps, an exception or a plan can change by. */
const subjects: ReadonlySet<SubjectType> = new Set<SubjectType>([
  'rollout_plan',
  'rollout_student',
  'exception',
  'account',
  'credential',
  'check_out',
  'directory',
  'device_management',
  'mail_sender',
  'mailing',
  'mail_item',
  'roster_exception',
  'roster_import',
]);

const betweenMs = 1_000;

/**
 * Tells those who watch the rollouts that something changed, at most once a second for each school however many accounts
 * run: they fetch what they look at. Nothing is counted here.
 */
@Injectable()
export class RolloutNews implements OnModuleInit, OnApplicationShutdown {
  /** Schools told of lately; `true` when something happened since. */
  private readonly told = new Map<string, boolean>();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly tail: EventTail,
    private readonly rooms: LiveRooms,
  ) {}

  onModuleInit(): void {
    this.tail.subscribe((events) => {
      for (const schoolId of new Set(events.filter(({ subjectType }) => subjects.has(subjectType)).map((event) => event.schoolId)))
        this.tell(schoolId);
    });
  }

  onApplicationShutdown(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private tell(schoolId: string): void {
    const address = { room: 'rollout', of: null } as const;
    if (!this.rooms.isWatched(schoolId, address)) return;
    if (this.told.has(schoolId)) {
      this.told.set(schoolId, true);
      return;
    }
    this.told.set(schoolId, false);
    this.rooms.sayRefetch(schoolId, address);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const again = this.told.get(schoolId) === true;
      this.told.delete(schoolId);
      if (again) this.tell(schoolId);
    }, betweenMs);
    this.timers.add(timer);
  }
}
