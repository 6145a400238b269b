import { createFileRoute } from '@tanstack/react-router';
import { MyTicketsPage } from '../../my-tickets/my-tickets-page.js';

export const Route = createFileRoute('/_staff/my-tickets')({ component: MyTicketsPage });
