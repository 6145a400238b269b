import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../i18n/load-words.js';
import { FeedbackPage } from '../feedback/feedback-page.js';

export const Route = createFileRoute('/feedback/$token')({ loader: () => loadWords('feedback', 'errors'), component: FeedbackPage });
