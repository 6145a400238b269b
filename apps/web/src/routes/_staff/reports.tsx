import { createFileRoute } from '@tanstack/react-router';
import { ReportsPage } from '../../reports/reports-page.js';

export const Route = createFileRoute('/_staff/reports')({ component: ReportsPage });
