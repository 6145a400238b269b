import { createFileRoute } from '@tanstack/react-router';
import { MailingsPage } from '../../../mail/mailings-page.js';

export const Route = createFileRoute('/_staff/mail/')({ component: MailingsPage });
