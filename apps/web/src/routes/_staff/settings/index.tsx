import { createFileRoute } from '@tanstack/react-router';
import { SchoolPage } from '../../../settings/school/school-page.js';

export const Route = createFileRoute('/_staff/settings/')({ component: SchoolPage });
