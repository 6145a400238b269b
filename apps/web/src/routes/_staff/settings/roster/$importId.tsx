import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '../../../../settings/roster/import-page.js';

export const Route = createFileRoute('/_staff/settings/roster/$importId')({ component: ImportPage });
