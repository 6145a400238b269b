import { createFileRoute } from '@tanstack/react-router';
import { PlanPage } from '../../../../rollout/plan/plan-page.js';

export const Route = createFileRoute('/_staff/rollout/$planId/')({ component: PlanPage });
