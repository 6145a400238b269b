import { createFileRoute } from '@tanstack/react-router';
import { KioskPage } from '../kiosk/kiosk-page.js';

export const Route = createFileRoute('/kiosk')({ component: KioskPage });
