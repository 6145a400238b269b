import type { NamedOperation, Operation } from '@firstbell/contracts/operation';
import { roomAccess, type Room } from '@firstbell/contracts/realtime';
import type { Actor } from './actor.js';

/** May this actor use the operation at all? Whose data they may reach with it is checked where the data is loaded. */
export function permits(operation: Pick<Operation, 'who'>, actor: Actor | null): boolean {
  if (operation.who === 'anyone') return true;
  const allowed = operation.who;
  return actor !== null && actor.roles.some((role) => allowed.includes(role));
}

/** What somebody with a one-time password may do before they have chosen their own. */
const beforeChange: readonly string[] = ['me', 'signOut', 'changePassword'];

/** A one-time password opens the door to choosing one's own, and nothing else. */
export function mustChangePasswordFirst(operation: Pick<NamedOperation, 'id' | 'who'>, actor: Actor | null): boolean {
  return (
    actor?.kind === 'person' && actor.mustChangePassword === true && operation.who !== 'anyone' && !beforeChange.includes(operation.id)
  );
}

/** May this actor watch the room? A station watches its own desk only. */
export function mayWatch(room: Room, deskId: string | undefined, actor: Actor): boolean {
  if (!actor.roles.some((role) => roomAccess[room].includes(role))) return false;
  if (actor.kind === 'person' && actor.mustChangePassword === true) return false;
  return actor.kind === 'person' || actor.deskId === deskId;
}
