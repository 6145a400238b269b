import { createFileRoute } from '@tanstack/react-router';
import { StationsPage } from '../../../stations/stations-page.js';

export const Route = createFileRoute('/_staff/settings/screens')({ component: StationsPage });
