import type { NamedOperation, Operation } from '@firstbell/contracts/operation';
import { roomAccess, type Room } from '@firstbell/contracts/realtime';
import type { Actor } from './actor.js';

/** May this actor use the operation at all? Whose data they may reach with it is checked where the data is loaded. */
export function permits(operation: Pick<Operation, 'who'>, actor: Actor | null): boolean {
  if (operation.who === 'anyone') return true;
  const allowed = operation.who;
  return actor !== null && actor.roles.some((role) => allowed.includes(role));
}

export type FirstDuty = 'change_password' | 'set_up_second_factor';

/** What is answered while something has to be done first. */
const answeredBefore: Readonly<Record<FirstDuty, readonly string[]>> = {
  change_password: ['me', 'signOut', 'changePassword'],
  set_up_second_factor: ['me', 'signOut', 'changePassword', 'secondFactor', 'startSecondFactor', 'confirmSecondFactor'],
};

/** A one-time password opens the door to choosing one's own, and where a second factor is demanded a password opens that to setting it up; nothing else. */
function firstDuty(actor: Actor | null): FirstDuty | null {
  if (actor?.kind !== 'person') return null;
  if (actor.mustChangePassword === true) return 'change_password';
  return actor.mustSetUpSecondFactor === true ? 'set_up_second_factor' : null;
}

/** What this actor has to do before the operation is answered; null when nothing. */
export function mustDoFirst(operation: Pick<NamedOperation, 'id' | 'who'>, actor: Actor | null): FirstDuty | null {
  const duty = firstDuty(actor);
  return duty === null || operation.who === 'anyone' || answeredBefore[duty].includes(operation.id) ? null : duty;
}

/** May this actor watch the room? A station watches its own desk only. */
export function mayWatch(room: Room, deskId: string | undefined, actor: Actor): boolean {
  if (!actor.roles.some((role) => roomAccess[room].includes(role))) return false;
  if (firstDuty(actor) !== null) return false;
  return actor.kind === 'person' || actor.deskId === deskId;
}
