import { getRouteApi } from '@tanstack/react-router';

const route = getRouteApi('/_staff');

/** For drawing only; the server checks every request. */
export const useIsAdministrator = (): boolean => route.useRouteContext().me.roles.includes('administrator');
