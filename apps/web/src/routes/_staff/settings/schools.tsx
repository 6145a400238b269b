import { createFileRoute } from '@tanstack/react-router';
import { SchoolsPage } from '../../../settings/schools/schools-page.js';

export const Route = createFileRoute('/_staff/settings/schools')({ component: SchoolsPage });
