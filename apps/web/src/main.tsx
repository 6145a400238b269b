import './hallpass/hallpass.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { askWhoAgain } from './api/me-query.js';
import { makeQueryClient } from './api/query-client.js';
import { onDutyFirst } from './api/signed-out.js';
import { startI18n } from './i18n/start-i18n.js';
import { makeRouter } from './router.js';
import { keepPagesOffline } from './service-worker/keep-pages-offline.js';
import { followWhoIsHere } from './sign-in/follow-who-is-here.js';

const queryClient = makeQueryClient();
const router = makeRouter(queryClient);
followWhoIsHere(queryClient, () => void router.invalidate());
onDutyFirst(() => {
  void askWhoAgain(queryClient).then(() => router.invalidate());
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await startI18n();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
keepPagesOffline();
