import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { meQuery } from '../api/me-query.js';
import { noteSignedOut } from '../api/signed-out.js';
import { onEnded } from '../realtime/connection.js';

/**
 * Follows what the server says about this session: over by time, signed out elsewhere, or given other roles. Only of the first is
 * it certain that nobody is signed in here: another tab may have signed in anew.
 */
export function useSessionWatch(): void {
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(
    () =>
      onEnded((reason) => {
        if (reason === 'expired') noteSignedOut('expired');
        else void queryClient.invalidateQueries({ queryKey: meQuery.queryKey }).then(() => router.invalidate());
      }),
    [queryClient, router],
  );
}
