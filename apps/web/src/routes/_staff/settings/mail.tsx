import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../../i18n/load-words.js';
import { SenderPage } from '../../../settings/mail/sender-page.js';

export const Route = createFileRoute('/_staff/settings/mail')({ loader: () => loadWords('mail'), component: SenderPage });
