export { HandOutService } from './hand-out/hand-out.service.js';
export { RolloutsModule } from './rollouts.module.js';
export { ExceptionsService } from './exceptions/exceptions.service.js';
export { PlansService } from './plans/plans.service.js';
export { ProgressService } from './progress/progress.service.js';
export { RolloutStudents, type StudentOfRollout } from './progress/rollout-students.js';
export { StragglersService } from './stragglers/stragglers.service.js';
