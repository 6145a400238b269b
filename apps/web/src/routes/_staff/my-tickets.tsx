import { createFileRoute } from '@tanstack/react-router';
import { loadWords } from '../../i18n/load-words.js';
import { MyTicketsPage } from '../../my-tickets/my-tickets-page.js';

export const Route = createFileRoute('/_staff/my-tickets')({
  loader: () => loadWords('myTickets', 'kiosk', 'feedback'),
  component: MyTicketsPage,
});
