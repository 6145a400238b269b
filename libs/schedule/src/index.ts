export { BellChanges, type BellChange } from './bell-changes.js';
export { BellScheduleService } from './bell-schedule.service.js';
export { currentPeriod, dayBounds, schoolDay, type BellPeriod, type CurrentPeriod } from './bell.rules.js';
export { ScheduleModule } from './schedule.module.js';
export { type SchoolClock, type SchoolNow } from './school-now.rules.js';
export { SchedulesService } from './schedules.service.js';
export { SchedulesStore } from './schedules.store.js';
