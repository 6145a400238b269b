import { createFileRoute } from '@tanstack/react-router';
import { CheckPage } from '../../../devices/check/check-page.js';

export const Route = createFileRoute('/_staff/devices/check')({ component: CheckPage });
