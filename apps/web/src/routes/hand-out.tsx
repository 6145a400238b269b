import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../i18n/load-words.js';
import { HandOutPage } from '../hand-out/hand-out-page.js';

export const Route = createFileRoute('/hand-out')({ loader: () => loadWords('handOut'), component: HandOutPage });
