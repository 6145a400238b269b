import { createFileRoute } from '@tanstack/react-router';
import { StragglersPage } from '../../../rollout/stragglers/stragglers-page.js';

export const Route = createFileRoute('/_staff/rollout/stragglers')({ component: StragglersPage });
