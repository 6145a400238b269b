import { createFileRoute } from '@tanstack/react-router';
import { DeskPage } from '../../desk/desk-page.js';

export const Route = createFileRoute('/_staff/desk')({ component: DeskPage });
