import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { DeskPage } from '../../desk/desk-page.js';

export const Route = createFileRoute('/_staff/desk')({ loader: () => loadWords('desk'), component: DeskPage });
