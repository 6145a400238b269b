export { HandOutService } from './hand-out/hand-out.service.js';
export { RolloutsModule } from './rollouts.module.js';
export { RolloutStudents, type StudentOfRollout } from './progress/rollout-students.js';
