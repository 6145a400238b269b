import { Injectable, type OnModuleInit } from '@nestjs/common';
import { adultRoles } from '@firstbell/contracts/operation';
import type { EndedReason } from '@firstbell/contracts/realtime';
import { EventTail, hasRole, type Actor, type LoggedEvent } from '@firstbell/platform';
import type { LiveServer, LiveSocket } from './live-server.js';

/** How long an end is remembered for handshakes that began before it; counted like these by `performance.now`. */
const rememberedMs = 60_000;

const endsBy: Partial<Record<LoggedEvent['type'], EndedReason>> = {
  'session.ended': 'signed_out',
  'station.unpaired': 'unpaired',
  'person.roles_changed': 'roles_changed',
  'person.removed': 'signed_out',
  'person.erased': 'signed_out',
  // What they may open is another thing now; whoever has a second factor comes back at once.
  'second_factor.turned_off': 'roles_changed',
  'second_factor.demand_changed': 'roles_changed',
};

/** Whose end is the end of a socket: its session, its holder, and for adults what is changed for those of the whole school. */
const idsOf = (actor: Actor): string[] => [
  actor.sessionId,
  actor.id,
  ...(adultRoles.some((role) => hasRole(actor, role)) ? [actor.schoolId] : []),
];

const roomOf = (id: string): string => `ends/${id}`;

/** Cuts the sockets of a session, station or person the moment the event log says that it is over. */
@Injectable()
export class SessionEnds implements OnModuleInit {
  private server: LiveServer | undefined;
  private readonly recent = new Map<string, { reason: EndedReason; at: number }>();

  constructor(private readonly tail: EventTail) {}

  onModuleInit(): void {
    this.tail.subscribe((events) => {
      this.heard(events, performance.now());
    });
  }

  open(server: LiveServer): void {
    this.server = server;
  }

  /** Sockets of this session in this process. */
  countOf(actor: Actor): number {
    return this.server?.sockets.adapter.rooms.get(roomOf(actor.sessionId))?.size ?? 0;
  }

  /** From now on the socket ends with its session; or at once, when that ended during the handshake. */
  watchOver(socket: LiveSocket): void {
    const { actor, since } = socket.data;
    const ids = idsOf(actor);
    void socket.join(ids.map(roomOf));
    const ended = ids.map((id) => this.recent.get(id)).find((end) => end !== undefined && end.at >= since);
    if (ended === undefined) return;
    socket.emit('ended', { reason: ended.reason });
    socket.disconnect(true);
  }

  /** Cuts every socket of this session, station or person in this process. */
  end(id: string, reason: EndedReason, now = performance.now()): void {
    this.recent.set(id, { reason, at: now });
    const room = roomOf(id);
    this.server?.to(room).emit('ended', { reason });
    this.server?.in(room).disconnectSockets(true);
  }

  private heard(events: readonly LoggedEvent[], now: number): void {
    for (const [id, end] of this.recent) if (now - end.at > rememberedMs) this.recent.delete(id);
    for (const { type, subjectId } of events) {
      const reason = endsBy[type];
      if (reason !== undefined) this.end(subjectId, reason, now);
    }
  }
}
