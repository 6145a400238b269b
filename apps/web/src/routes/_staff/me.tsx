import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { MePage } from '../../me/me-page.js';

export const Route = createFileRoute('/_staff/me')({ loader: () => loadWords('me'), component: MePage });
