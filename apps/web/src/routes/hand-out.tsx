import { createFileRoute } from '@tanstack/react-router';
import { HandOutPage } from '../hand-out/hand-out-page.js';

export const Route = createFileRoute('/hand-out')({ component: HandOutPage });
