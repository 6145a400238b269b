import { createFileRoute } from '@tanstack/react-router';
import { CoachPage } from '../../coach/coach-page.js';

export const Route = createFileRoute('/_staff/coach')({ component: CoachPage });
