import { createFileRoute } from '@tanstack/react-router';
import { EventBoardPage } from '../../../../rollout/event/event-board-page.js';

export const Route = createFileRoute('/_staff/rollout/$planId/board')({ component: EventBoardPage });
