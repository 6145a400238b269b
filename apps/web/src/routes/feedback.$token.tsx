import { createFileRoute } from '@tanstack/react-router';
import { FeedbackPage } from '../feedback/feedback-page.js';

export const Route = createFileRoute('/feedback/$token')({ component: FeedbackPage });
