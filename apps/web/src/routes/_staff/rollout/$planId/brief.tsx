import { createFileRoute } from '@tanstack/react-router';
import { BriefPage } from '../../../../rollout/event/brief-page.js';

export const Route = createFileRoute('/_staff/rollout/$planId/brief')({ component: BriefPage });
