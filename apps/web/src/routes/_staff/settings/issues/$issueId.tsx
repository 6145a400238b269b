import { createFileRoute } from '@tanstack/react-router';
import { IssuePage } from '../../../../settings/issues/issue-page.js';

export const Route = createFileRoute('/_staff/settings/issues/$issueId')({ component: IssuePage });
