import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../../i18n/load-words.js';
import { NewMailingPage } from '../../../mail/new/new-mailing-page.js';

export const Route = createFileRoute('/_staff/mail/new')({ loader: () => loadWords('settings'), component: NewMailingPage });
