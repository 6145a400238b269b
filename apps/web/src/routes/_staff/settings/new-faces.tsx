import { createFileRoute } from '@tanstack/react-router';
import { NewFacesPage } from '../../../settings/exceptions/new-faces-page.js';

export const Route = createFileRoute('/_staff/settings/new-faces')({ component: NewFacesPage });
