import { createFileRoute } from '@tanstack/react-router';
import { TemplatesPage } from '../../../mail/templates/templates-page.js';

export const Route = createFileRoute('/_staff/mail/templates')({ component: TemplatesPage });
