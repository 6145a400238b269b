import { adultRoles, type Role } from '@firstbell/contracts/operation';
import type { Me } from '@firstbell/contracts/people';

/** Pages for signed-in people, each with the roles it is for. */
export const staffAreas = [
  { to: '/desk', area: 'desk', roles: ['assistant', 'coach'] },
  { to: '/coach', area: 'coach', roles: ['coach'] },
  { to: '/rollout', area: 'rollout', roles: ['assistant', 'coach', 'administrator'] },
  { to: '/hand-out', area: 'handOut', roles: ['assistant', 'coach', 'administrator'] },
  { to: '/devices', area: 'devices', roles: ['assistant', 'coach', 'administrator'] },
  { to: '/mail', area: 'mail', roles: ['coach', 'administrator'] },
  { to: '/reports', area: 'reports', roles: ['leader', 'coach'] },
  { to: '/me', area: 'me', roles: ['assistant'] },
  { to: '/my-tickets', area: 'myTickets', roles: ['student'] },
  { to: '/settings', area: 'settings', roles: ['administrator', 'coach'] },
] as const satisfies readonly { to: string; area: string; roles: readonly Role[] }[];
export type StaffArea = (typeof staffAreas)[number];

export type HomePath = StaffArea['to'] | '/kiosk' | '/board';

export const areasFor = (roles: readonly Role[]): readonly StaffArea[] =>
  staffAreas.filter((area) => area.roles.some((role) => roles.includes(role)));

/** Where someone starts; null when no page here is for their role. */
export function homeOf(roles: readonly Role[]): HomePath | null {
  if (roles.includes('kiosk')) return '/kiosk';
  if (roles.includes('board')) return '/board';
  if (roles.includes('coach')) return '/coach';
  if (roles.includes('administrator')) return '/settings';
  return areasFor(roles)[0]?.to ?? null;
}

/** The page someone wanted before they had to sign in, when it is one of ours and for them. */
export function wantedPath(to: string | undefined, roles: readonly Role[]): HomePath | null {
  return areasFor(roles).find((area) => to === area.to || to?.startsWith(`${area.to}?`) || to?.startsWith(`${area.to}/`))?.to ?? null;
}

/** For drawing only; the server checks every request. */
export const isAdult = (roles: readonly Role[]): boolean => adultRoles.some((role) => roles.includes(role));

/** Whether something has to be done before any page opens. */
export const mustDoFirst = (me: Pick<Me, 'mustChangePassword' | 'mustSetUpSecondFactor'>): boolean =>
  me.mustChangePassword || me.mustSetUpSecondFactor;
