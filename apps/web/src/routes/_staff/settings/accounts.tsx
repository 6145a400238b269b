import { createFileRoute } from '@tanstack/react-router';
import { AccountsPage } from '../../../settings/accounts/accounts-page.js';

export const Route = createFileRoute('/_staff/settings/accounts')({ component: AccountsPage });
