import { createFileRoute } from '@tanstack/react-router';
import { NewMailingPage } from '../../../mail/new/new-mailing-page.js';

export const Route = createFileRoute('/_staff/mail/new')({ component: NewMailingPage });
