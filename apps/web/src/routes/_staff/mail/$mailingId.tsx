import { createFileRoute } from '@tanstack/react-router';
import { MailingPage } from '../../../mail/mailing/mailing-page.js';

export const Route = createFileRoute('/_staff/mail/$mailingId')({ component: MailingPage });
