import { createFileRoute } from '@tanstack/react-router';
import { SlipPage } from '../../slip/slip-page.js';

export const Route = createFileRoute('/_staff/slip/$personId')({ component: SlipPage });
