import { createFileRoute } from '@tanstack/react-router';
import { DevicePage } from '../../../devices/registry/device-page.js';

export const Route = createFileRoute('/_staff/devices/$deviceId')({ component: DevicePage });
