import { Injectable } from '@nestjs/common';
import { clientEvents, type Room, type WatchAnswer } from '@firstbell/contracts/realtime';
import { PeopleStore } from '@firstbell/people';
import { Database, FirstbellError, invalidInput, mayWatch, notFound, type Actor } from '@firstbell/platform';
import { DesksStore, TicketsStore } from '@firstbell/tickets';
import type * as z from 'zod';
import { CatchUp } from './catch-up.js';
import { Following } from './following.js';
import { LiveRooms } from './live-rooms.js';
import type { LiveSocket } from './live-server.js';
import { Lookers } from './lookers.js';
import { addressesOf, isOfDesk } from './room-address.rules.js';

/** What a client asks over its socket: validate, authorise, do. Refusals are thrown; the gateway makes them answers. */
@Injectable()
export class LiveRequests {
  /** Desks are never taken away: one that was there, with its school, is not asked for again. */
  private readonly desksSeen = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly desks: DesksStore,
    private readonly tickets: TicketsStore,
    private readonly people: PeopleStore,
    private readonly catchUp: CatchUp,
    private readonly rooms: LiveRooms,
    private readonly lookers: Lookers,
    private readonly following: Following,
  ) {}

  /** Enters the room and answers what was missed since the resume token, with no gap in between. */
  async watch(socket: LiveSocket, request: unknown, answer: (reply: WatchAnswer) => void): Promise<void> {
    const { room, deskId, resume } = checked(clientEvents.watch, request);
    const { actor } = socket.data;
    await this.mustBeAllowed(actor, room, deskId);
    const addresses = addressesOf(actor, room, deskId);
    await this.rooms.enter(
      socket,
      addresses,
      () => this.catchUp.since(actor.schoolId, addresses, resume),
      (caughtUp, overheard) => {
        this.following.tellNewcomer(socket);
        answer({
          ok: true,
          resume: caughtUp.resume,
          refetch: caughtUp.refetch || overheard.refetch,
          rows: [...caughtUp.rows, ...overheard.rows],
        });
        if ((room === 'desk' || room === 'coach') && deskId !== undefined) this.lookers.tellNewcomer(socket, room, deskId);
      },
    );
  }

  unwatch(socket: LiveSocket, request: unknown): void {
    const { room, deskId } = checked(clientEvents.unwatch, request);
    this.rooms.leave(socket, addressesOf(socket.data.actor, room, deskId));
  }

  /** Only who works at the desk is seen looking, and of a private ticket the coach alone hears. */
  async look(socket: LiveSocket, request: unknown): Promise<void> {
    const { deskId, ticketId } = checked(clientEvents.looking, request);
    const { actor } = socket.data;
    if (ticketId === null) return this.lookers.lookAway(socket);
    if (!mayWatch('desk', deskId, actor)) throw notPermitted('desk', actor);
    const { ticket, person } = await this.database.read(actor.schoolId, async (tx) => ({
      ticket: await this.tickets.row(tx, ticketId),
      person: await this.people.active(tx, actor.id),
    }));
    const isPrivate = ticket?.audience === 'coach';
    if (ticket === undefined || ticket.desk_id !== deskId || (isPrivate && !mayWatch('coach', deskId, actor)))
      throw notFound('ticket', 'ticketId');
    if (person === undefined || !socket.connected) return;
    this.lookers.look(socket, { schoolId: actor.schoolId, deskId, ticketId, name: person.name, isPrivate });
  }

  private async mustBeAllowed(actor: Actor, room: Room, deskId: string | undefined): Promise<void> {
    if (isOfDesk(room) && deskId === undefined)
      throw new FirstbellError('room.desk_needed', 400, 'Say which desk: this room is one desk’s.', { field: 'deskId' });
    if (!mayWatch(room, deskId, actor)) throw notPermitted(room, actor);
    if (!isOfDesk(room) || deskId === undefined) return;
    if (this.desksSeen.get(deskId) === actor.schoolId) return;
    const desk = await this.database.read(actor.schoolId, (tx) => this.desks.row(tx, deskId));
    if (desk === undefined) throw notFound('desk', 'deskId');
    this.desksSeen.set(deskId, actor.schoolId);
  }
}

const notPermitted = (room: Room, actor: Actor): FirstbellError => {
  const detail = `The ${room} room is not for ${actor.roles.join(', ')} here. Ask an administrator for the role, or watch your own desk.`;
  return new FirstbellError('room.not_permitted', 403, detail, { field: 'room' });
};

function checked<S extends z.ZodType>(schema: S, sent: unknown): z.output<S> {
  const parsed = schema.safeParse(sent);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}
