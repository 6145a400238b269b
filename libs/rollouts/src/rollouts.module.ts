import { Module } from '@nestjs/common';
import { CohortStore } from './hand-out/cohort.store.js';
import { HandOutService } from './hand-out/hand-out.service.js';
import { HandOutStore } from './hand-out/hand-out.store.js';
import { Visits } from './hand-out/visits.js';
import { RolloutStudents } from './progress/rollout-students.js';
import { StudentFactsStore } from './progress/student-facts.store.js';

const forOthers = [HandOutService, RolloutStudents];

@Module({ providers: [...forOthers, StudentFactsStore, CohortStore, HandOutStore, Visits], exports: forOthers })
export class RolloutsModule {}
