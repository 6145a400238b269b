import { createFileRoute } from '@tanstack/react-router';
import { SignsPage } from '../../../devices/signs/signs-page.js';

export const Route = createFileRoute('/_staff/devices/signs')({ component: SignsPage });
