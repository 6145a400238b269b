export { RolloutsModule } from './rollouts.module.js';
export { RolloutStudents, type StudentOfRollout } from './progress/rollout-students.js';
