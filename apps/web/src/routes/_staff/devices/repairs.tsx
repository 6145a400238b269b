import { createFileRoute } from '@tanstack/react-router';
import { RepairsPage } from '../../../devices/repairs/repairs-page.js';

export const Route = createFileRoute('/_staff/devices/repairs')({ component: RepairsPage });
