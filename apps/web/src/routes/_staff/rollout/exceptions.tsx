import { createFileRoute } from '@tanstack/react-router';
import { ExceptionsPage } from '../../../rollout/exceptions/exceptions-page.js';

export const Route = createFileRoute('/_staff/rollout/exceptions')({ component: ExceptionsPage });
