import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { askWhoAgain } from '../api/me-query.js';
import { noteSignedOut } from '../api/signed-out.js';
import { onEnded } from '../realtime/connection.js';

/**
 * Follows what the server says about this session: over by time, signed out elsewhere, given other roles, or asked for a second
 * factor. Only of the first is it certain that nobody is signed in here: another tab may have signed in anew.
 */
export function useSessionWatch(): void {
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(
    () =>
      onEnded((reason) => {
        if (reason === 'expired') noteSignedOut('expired');
        else void askWhoAgain(queryClient).then(() => router.invalidate());
      }),
    [queryClient, router],
  );
}
