import type { EventType } from '@firstbell/contracts/events';
import type { Room } from '@firstbell/contracts/realtime';
import type { Actor, LoggedEvent } from '@firstbell/platform';

/** Where a change is shown: in the room of one desk or person, or with `of: null` in all rooms of that kind in the school. */
export interface RoomAddress {
  readonly room: Room;
  readonly of: string | null;
}

export const roomKey = (schoolId: string, { room, of }: RoomAddress): string => `${schoolId}/${room}/${of ?? '*'}`;

const ofSchool: readonly Room[] = ['mine', 'my_tickets', 'imports', 'circulation', 'mail', 'rollout'];

/** What is said there is for one person each, whom a message does not name. */
export const isOfPerson = (room: Room): boolean => room === 'mine' || room === 'my_tickets';

export const isOfDesk = (room: Room): boolean => !ofSchool.includes(room);

/** Everything someone hears who watches this room. */
export function addressesOf(actor: Actor, room: Room, deskId: string | undefined): RoomAddress[] {
  if (room === 'mine') return [{ room, of: actor.id }];
  // To all students of the school nothing is ever said there but that they fetch their own tickets again.
  if (room === 'my_tickets')
    return [
      { room, of: actor.id },
      { room, of: null },
    ];
  const whole = { room, of: null };
  return deskId === undefined || !isOfDesk(room) ? [whole] : [{ room, of: deskId }, whole];
}

const deskRooms = (of: string | null, ...rooms: Room[]): RoomAddress[] => rooms.map((room) => ({ room, of }));

/** What happens to a device that those who give and take devices look at. */
const changesHands: readonly EventType[] = ['device.shelved', 'device.found', 'device.taken_in', 'device.given_back'];

/**
 * The rooms an event may change, but for `rollout` and `my_tickets`, which have news of their own; for a coach's note it is
 * known only once the note is read, so `of` says nobody yet.
 */
export function roomsTouched(event: Pick<LoggedEvent, 'type' | 'subjectType' | 'subjectId' | 'data'>): RoomAddress[] {
  const deskId = typeof event.data['deskId'] === 'string' ? event.data['deskId'] : null;
  switch (event.subjectType) {
    case 'ticket':
      return deskRooms(deskId, 'desk', 'coach', 'board', 'kiosk');
    case 'desk':
      return event.type === 'desk.statistics' ? [] : deskRooms(event.subjectId, 'desk', 'coach', 'board', 'kiosk');
    case 'person':
      return event.type === 'duty.started' || event.type === 'duty.ended' ? deskRooms(deskId, 'desk', 'coach') : [];
    case 'issue':
      return event.type === 'issue.self_help_solved' ? [] : deskRooms(null, 'desk', 'coach', 'kiosk');
    case 'review':
      return deskRooms(deskId, 'coach');
    case 'coach_note':
      return [{ room: 'mine', of: null }];
    case 'roster_import':
    case 'device_import':
      return [{ room: 'imports', of: null }];
    case 'mailing':
    case 'mail_sender':
      return [{ room: 'mail', of: null }];
    case 'device':
      return changesHands.includes(event.type) ? [{ room: 'circulation', of: null }] : [];
    case 'check_out':
    case 'repair':
    case 'cart':
    case 'cart_reservation':
      return [{ room: 'circulation', of: null }];
    case 'station':
    case 'session':
    case 'roster_exception':
    case 'school':
    case 'filing':
    case 'feedback':
    case 'directory':
    case 'device_management':
    case 'account':
    case 'credential':
    case 'mail_template':
    case 'mail_item':
    case 'rollout_plan':
    case 'rollout_student':
    case 'exception':
      return [];
    default:
      return unknown(event.subjectType);
  }
}

/** A newer release may write what this one does not know; it is left alone. Adding a subject type does not compile until it is decided above. */
function unknown(_: never): RoomAddress[] {
  return [];
}
