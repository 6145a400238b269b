import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/_staff');

/** For drawing only; the server checks every request. Assistants see the stragglers and nothing else. */
export function useLeadsRollouts(): boolean {
  const { roles } = route.useRouteContext().me;
  return roles.includes('coach') || roles.includes('administrator');
}
