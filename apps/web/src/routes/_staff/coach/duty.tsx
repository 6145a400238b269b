import { createFileRoute } from '@tanstack/react-router';
import { DutyPage } from '../../../coach/duty/duty-page.js';

export const Route = createFileRoute('/_staff/coach/duty')({ component: DutyPage });
