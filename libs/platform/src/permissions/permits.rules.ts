import type { Operation } from '@firstbell/contracts/operation';
import { roomAccess, type Room } from '@firstbell/contracts/realtime';
import type { Actor } from './actor.js';

/** May this actor use the operation at all? Whose data they may reach with it is checked where the data is loaded. */
export function permits(operation: Pick<Operation, 'who'>, actor: Actor | null): boolean {
  if (operation.who === 'anyone') return true;
  const allowed = operation.who;
  return actor !== null && actor.roles.some((role) => allowed.includes(role));
}

/** May this actor watch the room? A station watches its own desk only. */
export function mayWatch(room: Room, deskId: string | undefined, actor: Actor): boolean {
  if (!actor.roles.some((role) => roomAccess[room].includes(role))) return false;
  return actor.kind === 'person' || actor.deskId === deskId;
}
