import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { DevicesPage } from '../../devices/devices-page.js';

export const Route = createFileRoute('/_staff/devices')({ loader: () => loadWords('devices', 'circulation'), component: DevicesPage });
