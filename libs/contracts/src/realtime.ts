import * as z from 'zod';
import { deviceImport } from './devices.js';
import { coachNote, reviewRow } from './feedback.js';
import { mailing, mailSenderState } from './mailing.js';
import type { Role } from './operation.js';
import { problem } from './problem.js';
import { rosterImport } from './roster.js';
import { boardRow, deskState, dutyRow, lineRow } from './tickets.js';
import { id } from './values.js';

/**
 * What a screen can watch. `desk`: the assistants' line; `coach`: the same plus private tickets and the review inbox;
 * `board` and `kiosk`: codes only; `mine`: what is addressed to one person; `circulation`: that devices change hands;
 * `rollout`: told at most once a second that something of the rollouts changed, never what; `my_tickets`: a student is told
 * that one of their own tickets changed, or their place in line, and fetches them.
 */
export const rooms = ['desk', 'coach', 'board', 'kiosk', 'mine', 'my_tickets', 'imports', 'circulation', 'mail', 'rollout'] as const;
export const room = z.enum(rooms);
export type Room = (typeof rooms)[number];

/** Who may watch what: the permission table of the sockets. A station watches its own desk only. */
export const roomAccess: Record<Room, readonly Role[]> = {
  desk: ['assistant', 'coach'],
  coach: ['coach'],
  board: ['board', 'kiosk', 'assistant', 'coach'],
  kiosk: ['kiosk'],
  mine: ['assistant', 'coach'],
  my_tickets: ['student'],
  imports: ['administrator'],
  mail: ['coach', 'administrator'],
  rollout: ['coach', 'administrator'],
  circulation: ['assistant', 'coach', 'administrator'],
};

const version = z.number().int();

/** A changed row with its version, or its tombstone (`row: null`) when it left this room. An older version is ignored. */
export const rowChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), id, version, row: lineRow.nullable() }),
  z.object({ kind: z.literal('board'), id, version, row: boardRow.nullable() }),
  z.object({ kind: z.literal('duty'), id, version, row: dutyRow.nullable() }),
  z.object({ kind: z.literal('desk'), id, version, row: deskState.nullable() }),
  z.object({ kind: z.literal('review'), id, version, row: reviewRow.nullable() }),
  z.object({ kind: z.literal('note'), id, version, row: coachNote.nullable() }),
  z.object({ kind: z.literal('import'), id, version, row: rosterImport.nullable() }),
  z.object({ kind: z.literal('deviceImport'), id, version, row: deviceImport.nullable() }),
  z.object({ kind: z.literal('mailing'), id, version, row: mailing.nullable() }),
  /** Its id is the school's. */
  z.object({ kind: z.literal('mail_sender'), id, version, row: mailSenderState.nullable() }),
  /** A check-out, repair or cart changed, or a device on its shelf: fetch the list on screen again. */
  z.object({ kind: z.literal('circulation'), id, version, row: z.null() }),
  /** The issue catalogue changed: fetch it again. */
  z.object({ kind: z.literal('catalogue'), id, version, row: z.null() }),
]);
export type RowChange = z.output<typeof rowChange>;

export const changes = z.object({
  room,
  deskId: id.nullable(),
  /** Where a client that saw this continues from. Opaque. */
  resume: z.string(),
  rows: z.array(rowChange),
});
export type Changes = z.output<typeof changes>;

export const watchRequest = z.object({
  room,
  deskId: id.optional(),
  /** The last resume token seen; without it the client fetches the list itself. */ resume: z.string().max(4000).optional(),
});
export const watchAnswer = z.union([
  z.object({
    ok: z.literal(true),
    resume: z.string(),
    /** Too old or of another epoch: fetch the list again. */ refetch: z.boolean(),
    rows: z.array(rowChange),
  }),
  z.object({ ok: z.literal(false), problem }),
]);
export type WatchAnswer = z.output<typeof watchAnswer>;

/** `expired`: over by time, with nobody ending it. */
export const endedReason = z.enum(['signed_out', 'unpaired', 'roles_changed', 'expired']);
export type EndedReason = z.output<typeof endedReason>;

/** Who is looking at a ticket now; not state, never stored. */
export const looking = z.object({ deskId: id, ticketId: id.nullable() });
export const lookers = z.object({ deskId: id, ticketId: id, names: z.array(z.string()) });

/** Whether the server hears at once of what changes. While it does not, what a screen shows may be old, and the screen says so. */
export const following = z.object({ following: z.boolean() });

/** Events a client may send, each with the schema of its payload. */
export const clientEvents = { watch: watchRequest, unwatch: z.object({ room, deskId: id.optional() }), looking } as const;
export const serverEvents = {
  changes,
  ended: z.object({ reason: endedReason }),
  refetch: z.object({ room, deskId: id.nullable() }),
  following,
  lookers,
} as const;

export interface ClientToServerEvents {
  watch: (request: z.input<typeof watchRequest>, answer: (reply: WatchAnswer) => void) => void;
  unwatch: (request: { room: Room; deskId?: string }) => void;
  looking: (request: z.input<typeof looking>) => void;
}
export interface ServerToClientEvents {
  changes: (message: Changes) => void;
  ended: (message: { reason: EndedReason }) => void;
  refetch: (message: { room: Room; deskId: string | null }) => void;
  following: (message: z.output<typeof following>) => void;
  lookers: (message: z.output<typeof lookers>) => void;
}
