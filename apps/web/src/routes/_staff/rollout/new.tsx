import { createFileRoute } from '@tanstack/react-router';
import { NewRolloutPage } from '../../../rollout/new/new-rollout-page.js';

export const Route = createFileRoute('/_staff/rollout/new')({ component: NewRolloutPage });
