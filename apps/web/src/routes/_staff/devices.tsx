import { createFileRoute } from '@tanstack/react-router';
import { DevicesPage } from '../../devices/devices-page.js';

export const Route = createFileRoute('/_staff/devices')({ component: DevicesPage });
