import { createFileRoute } from '@tanstack/react-router';
import { ImportPage } from '../../../../devices/import/import-page.js';

export const Route = createFileRoute('/_staff/devices/import/$importId')({ component: ImportPage });
