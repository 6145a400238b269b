import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../../i18n/load-words.js';
import { AccountsPage } from '../../../settings/accounts/accounts-page.js';

export const Route = createFileRoute('/_staff/settings/accounts')({ loader: () => loadWords('accounts'), component: AccountsPage });
