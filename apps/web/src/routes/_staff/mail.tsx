import { createFileRoute } from '@tanstack/react-router';
import { MailPage } from '../../mail/mail-page.js';

export const Route = createFileRoute('/_staff/mail')({ component: MailPage });
