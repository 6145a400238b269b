import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { CoachPage } from '../../coach/coach-page.js';

export const Route = createFileRoute('/_staff/coach')({ loader: () => loadWords('coach'), component: CoachPage });
