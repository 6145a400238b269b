import type { Me } from '@firstbell/contracts/people';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { meQuery } from '../api/me-query.js';
import { onEnded } from '../realtime/connection.js';
import { stationStore } from './station-store.js';

export type StationKind = 'kiosk' | 'board';

export type StationState =
  | { readonly state: 'asking' }
  | { readonly state: 'unpaired' }
  | { readonly state: 'unreachable' }
  | { readonly state: 'paired'; readonly me: Me; readonly deskId: string };

/**
 * What this screen is. Without the network a station stays what it was when it last heard; unpaired, it forgets at
 * once.
 */
export function useStation(kind: StationKind): StationState {
  const queryClient = useQueryClient();
  const asked = useQuery({
    ...meQuery,
    refetchInterval: 5 * 60_000,
    refetchIntervalInBackground: true,
    retry: false,
  });
  const kept = useQuery({ queryKey: ['kept-station', kind], queryFn: async () => (await stationStore()).me.get(), staleTime: Infinity });

  useEffect(
    () =>
      onEnded((reason) => {
        if (reason === 'unpaired' || reason === 'expired') queryClient.setQueryData(meQuery.queryKey, null);
        else void queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      }),
    [queryClient],
  );

  useEffect(() => {
    if (asked.error === null) return undefined;
    const again = setTimeout(() => void asked.refetch(), 5_000);
    return () => clearTimeout(again);
  }, [asked]);

  const { data } = asked;
  useEffect(() => {
    if (data === undefined) return;
    void stationStore().then((store) => (data === null || !data.roles.includes(kind) ? store.me.clear() : store.me.set(data)));
    queryClient.setQueryData(['kept-station', kind], data !== null && data.roles.includes(kind) ? data : null);
  }, [data, kind, queryClient]);

  const me = data === undefined ? (kept.data ?? undefined) : data;
  if (me === undefined) return { state: asked.isError && kept.isFetched ? 'unreachable' : 'asking' };
  if (me === null || !me.roles.includes(kind) || me.deskId === null) return { state: 'unpaired' };
  return { state: 'paired', me, deskId: me.deskId };
}
