import { createFileRoute } from '@tanstack/react-router';
import { DeviceManagementPage } from '../../../settings/device-management/device-management-page.js';

export const Route = createFileRoute('/_staff/settings/device-management')({ component: DeviceManagementPage });
