import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { MailPage } from '../../mail/mail-page.js';

export const Route = createFileRoute('/_staff/mail')({ loader: () => loadWords('mail'), component: MailPage });
