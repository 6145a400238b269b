import { Module } from '@nestjs/common';
import { BellChanges } from './bell-changes.js';
import { BellScheduleService } from './bell-schedule.service.js';
import { BellScheduleStore } from './bell-schedule.store.js';
import { SchedulesService } from './schedules.service.js';
import { SchedulesStore } from './schedules.store.js';

const forOthers = [BellChanges, BellScheduleService, SchedulesService, SchedulesStore];

@Module({ providers: [...forOthers, BellScheduleStore], exports: forOthers })
export class ScheduleModule {}
