import { Module } from '@nestjs/common';
import { CohortStore } from './hand-out/cohort.store.js';
import { HandOutService } from './hand-out/hand-out.service.js';
import { HandOutStore } from './hand-out/hand-out.store.js';
import { Visits } from './hand-out/visits.js';
import { DeviceManagementModule } from '@firstbell/devices';
import { DirectoryModule } from '@firstbell/directory';
import { MailingModule } from '@firstbell/mailing';
import { ScheduleModule } from '@firstbell/schedule';
import { ExceptionsService } from './exceptions/exceptions.service.js';
import { ExceptionsStore } from './exceptions/exceptions.store.js';
import { PlansService } from './plans/plans.service.js';
import { PlansStore } from './plans/plans.store.js';
import { ProgressService } from './progress/progress.service.js';
import { ProgressStore } from './progress/progress.store.js';
import { RolloutStudents } from './progress/rollout-students.js';
import { StudentFactsStore } from './progress/student-facts.store.js';
import { StragglersService } from './stragglers/stragglers.service.js';
import { StragglersStore } from './stragglers/stragglers.store.js';

const forOthers = [ExceptionsService, HandOutService, PlansService, ProgressService, RolloutStudents, StragglersService];

@Module({
  imports: [DeviceManagementModule, DirectoryModule, MailingModule, ScheduleModule],
  providers: [
    ...forOthers,
    ExceptionsStore,
    PlansStore,
    ProgressStore,
    StragglersStore,
    StudentFactsStore,
    CohortStore,
    HandOutStore,
    Visits,
  ],
  exports: forOthers,
})
export class RolloutsModule {}
