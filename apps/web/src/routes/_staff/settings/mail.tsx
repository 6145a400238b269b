import { createFileRoute } from '@tanstack/react-router';
import { SenderPage } from '../../../settings/mail/sender-page.js';

export const Route = createFileRoute('/_staff/settings/mail')({ component: SenderPage });
