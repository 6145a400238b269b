import { createFileRoute } from '@tanstack/react-router';
import { RosterPage } from '../../../../settings/roster/roster-page.js';

export const Route = createFileRoute('/_staff/settings/roster/')({ component: RosterPage });
