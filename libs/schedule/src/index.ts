export { BellChanges, type BellChange } from './bell-changes.js';
export { BellScheduleService } from './bell-schedule.service.js';
export { dayBounds, nextBell, ringing, schoolDay, type CurrentPeriod, type RingingPeriod } from './bell.rules.js';
export { dutyEnd } from './duty.rules.js';
export { periodsOn, type BellPeriod } from './calendar.rules.js';
export { ScheduleModule } from './schedule.module.js';
export { type SchoolClock, type SchoolNow } from './school-now.rules.js';
export { SchedulesService } from './schedules.service.js';
export { SchedulesStore } from './schedules.store.js';
