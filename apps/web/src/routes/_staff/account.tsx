import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { AccountPage } from '../../account/account-page.js';

export const Route = createFileRoute('/_staff/account')({ loader: () => loadWords('account'), component: AccountPage });
