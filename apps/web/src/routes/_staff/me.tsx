import { createFileRoute } from '@tanstack/react-router';
import { MePage } from '../../me/me-page.js';

export const Route = createFileRoute('/_staff/me')({ component: MePage });
