import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { SettingsPage } from '../../settings/settings-page.js';

export const Route = createFileRoute('/_staff/settings')({ loader: () => loadWords('settings'), component: SettingsPage });
