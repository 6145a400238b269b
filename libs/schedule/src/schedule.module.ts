import { Module } from '@nestjs/common';
import { SchedulesService } from './schedules.service.js';
import { SchedulesStore } from './schedules.store.js';

@Module({ providers: [SchedulesService, SchedulesStore], exports: [SchedulesService, SchedulesStore] })
export class ScheduleModule {}
