import { createFileRoute } from '@tanstack/react-router';
import { RolloutsHome } from '../../../rollout/list/rollouts-home.js';

export const Route = createFileRoute('/_staff/rollout/')({ component: RolloutsHome });
