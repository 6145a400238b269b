import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { meQuery } from '../api/me-query.js';
import { onEnded } from '../realtime/connection.js';

/** Follows what the server says about this session: signed out elsewhere, or given other roles. */
export function useSessionWatch(): void {
  const queryClient = useQueryClient();
  const router = useRouter();
  useEffect(
    () =>
      onEnded(() => {
        void queryClient.invalidateQueries({ queryKey: meQuery.queryKey }).then(() => router.invalidate());
      }),
    [queryClient, router],
  );
}
