import { createFileRoute } from '@tanstack/react-router';
import { RolloutPage } from '../../rollout/rollout-page.js';

export const Route = createFileRoute('/_staff/rollout')({ component: RolloutPage });
