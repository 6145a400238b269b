import { createFileRoute } from '@tanstack/react-router';
import { BellsPage } from '../../../settings/bells/bells-page.js';

export const Route = createFileRoute('/_staff/settings/bells')({ component: BellsPage });
