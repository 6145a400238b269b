import type { PersonRole, Role } from '@firstbell/contracts/operation';
import type { StationKind } from '@firstbell/contracts/people';

interface OfSchool {
  readonly schoolId: string;
  readonly sessionId: string;
  readonly timeZone: string;
  readonly roles: readonly Role[];
}

export interface PersonActor extends OfSchool {
  readonly kind: 'person';
  /** The person's id. */
  readonly id: string;
  readonly accountId: string | null;
  readonly roles: readonly PersonRole[];
  readonly skills: readonly string[];
  /** Signed in with a one-time password that was not changed yet; see `mustDoFirst`. */
  readonly mustChangePassword?: boolean;
  /** Has no second factor, and the school demands one; see `mustDoFirst`. */
  readonly mustSetUpSecondFactor?: boolean;
}

export interface StationActor extends OfSchool {
  readonly kind: 'station';
  /** The station's id. */
  readonly id: string;
  readonly deskId: string;
  readonly roles: readonly [StationKind];
}

/** Whoever is on the other end of a request or socket. */
export type Actor = PersonActor | StationActor;

export const hasRole = (actor: Actor, role: Role): boolean => actor.roles.some((held) => held === role);
export const isCoach = (actor: Actor): boolean => hasRole(actor, 'coach');
