import type { Me } from '@firstbell/contracts/people';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { meQuery } from '../api/me-query.js';
import { onSignedOut } from '../api/signed-out.js';
import { handOutStore } from './hand-out-store.js';

export type SignedIn =
  { readonly state: 'asking' } | { readonly state: 'unreachable' } | { readonly state: 'out' } | { readonly state: 'in'; readonly me: Me };

const rolesHere = ['assistant', 'coach', 'administrator'] as const;
const mayWorkHere = (me: Me): boolean => rolesHere.some((role) => me.roles.includes(role));

/** Who works at this station. Without the network it stays who it was; signed out, the computer forgets at once. */
export function useSignedIn(): SignedIn {
  const queryClient = useQueryClient();
  const asked = useQuery({ ...meQuery, refetchInterval: 5 * 60_000, retry: false });
  const [kept, setKept] = useState<Me | null | undefined>(undefined);
  const { data, error, refetch } = asked;

  useEffect(() => void handOutStore().then(async (store) => setKept(await store.me())), []);
  useEffect(() => onSignedOut(() => void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })), [queryClient]);
  useEffect(() => {
    if (error === null) return undefined;
    const again = setTimeout(() => void refetch(), 5_000);
    return () => clearTimeout(again);
  }, [error, refetch]);
  useEffect(() => {
    if (data === undefined) return;
    void handOutStore().then((store) => (data !== null && mayWorkHere(data) ? store.keepMe(data) : store.forgetPeople()));
  }, [data]);

  if (data === null) return { state: 'out' };
  const me = data ?? kept;
  if (me === undefined) return { state: 'asking' };
  if (me === null) return { state: asked.isError ? 'unreachable' : 'asking' };
  return mayWorkHere(me) ? { state: 'in', me } : { state: 'out' };
}
