import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/_staff');

/** Coach or administrator. For drawing only; the server checks every request. */
export const useIsAdult = (): boolean => route.useRouteContext().me.roles.some((role) => role === 'coach' || role === 'administrator');
