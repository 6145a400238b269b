import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { ReportsPage } from '../../reports/reports-page.js';

export const Route = createFileRoute('/_staff/reports')({
  loader: () => loadWords('reports', 'coach', 'devices', 'rollout'),
  component: ReportsPage,
});
