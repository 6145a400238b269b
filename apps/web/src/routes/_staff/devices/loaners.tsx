import { createFileRoute } from '@tanstack/react-router';
import { LoanersPage } from '../../../devices/loaners/loaners-page.js';

export const Route = createFileRoute('/_staff/devices/loaners')({ component: LoanersPage });
