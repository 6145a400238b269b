import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { SlipPage } from '../../slip/slip-page.js';

export const Route = createFileRoute('/_staff/slip/$personId')({ loader: () => loadWords('accounts'), component: SlipPage });
