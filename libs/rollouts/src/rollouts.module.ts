import { Module } from '@nestjs/common';
import { RolloutStudents } from './progress/rollout-students.js';
import { StudentFactsStore } from './progress/student-facts.store.js';

const forOthers = [RolloutStudents];

@Module({ providers: [...forOthers, StudentFactsStore], exports: forOthers })
export class RolloutsModule {}
