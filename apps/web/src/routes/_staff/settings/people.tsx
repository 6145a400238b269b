import { createFileRoute } from '@tanstack/react-router';
import { PeoplePage } from '../../../settings/people/people-page.js';

export const Route = createFileRoute('/_staff/settings/people')({ component: PeoplePage });
