export { currentPeriod, dayBounds, schoolDay, type BellPeriod, type CurrentPeriod } from './bell.rules.js';
export { ScheduleModule } from './schedule.module.js';
export { SchedulesService, type SchoolNow } from './schedules.service.js';
export { SchedulesStore, type SchoolClock } from './schedules.store.js';
