import { createFileRoute } from '@tanstack/react-router';
import { FiguresPage } from '../../../coach/figures/figures-page.js';

export const Route = createFileRoute('/_staff/coach/figures')({ component: FiguresPage });
