import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../i18n/load-words.js';
import { KioskPage } from '../kiosk/kiosk-page.js';

export const Route = createFileRoute('/kiosk')({ loader: () => loadWords('kiosk', 'pairing', 'feedback'), component: KioskPage });
