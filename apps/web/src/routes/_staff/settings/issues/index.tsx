import { createFileRoute } from '@tanstack/react-router';
import { IssuesPage } from '../../../../settings/issues/issues-page.js';

export const Route = createFileRoute('/_staff/settings/issues/')({ component: IssuesPage });
