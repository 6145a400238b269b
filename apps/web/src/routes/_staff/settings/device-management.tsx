import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../../i18n/load-words.js';
import { DeviceManagementPage } from '../../../settings/device-management/device-management-page.js';

export const Route = createFileRoute('/_staff/settings/device-management')({
  loader: () => loadWords('deviceManagement'),
  component: DeviceManagementPage,
});
