import { createFileRoute } from '@tanstack/react-router';
import { AccountPage } from '../../account/account-page.js';

export const Route = createFileRoute('/_staff/account')({ component: AccountPage });
