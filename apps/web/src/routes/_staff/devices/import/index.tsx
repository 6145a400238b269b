import { createFileRoute } from '@tanstack/react-router';
import { ImportsPage } from '../../../../devices/import/imports-page.js';

export const Route = createFileRoute('/_staff/devices/import/')({ component: ImportsPage });
