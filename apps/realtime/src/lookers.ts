import { Injectable } from '@nestjs/common';
import { grouped } from './grouped.js';
import type { LiveServer, LiveSocket } from './live-server.js';
import { roomKey } from './room-address.rules.js';

interface Look {
  readonly schoolId: string;
  readonly deskId: string;
  readonly ticketId: string;
  readonly name: string;
  /** Only the coach may know of it. */
  readonly isPrivate: boolean;
}

/** Who looks at which ticket just now. Not state: kept in this process, and gone with the socket. */
@Injectable()
export class Lookers {
  private server: LiveServer | undefined;
  private readonly looks = new Map<string, Look>();

  open(server: LiveServer): void {
    this.server = server;
  }

  look(socket: LiveSocket, look: Look): void {
    const before = this.looks.get(socket.id);
    this.looks.set(socket.id, look);
    if (before !== undefined && before.ticketId !== look.ticketId) this.tell(before);
    this.tell(look);
  }

  lookAway(socket: LiveSocket): void {
    const before = this.looks.get(socket.id);
    if (before === undefined) return;
    this.looks.delete(socket.id);
    this.tell(before);
  }

  /** Who is looking already when somebody enters the desk's or the coach's room. */
  tellNewcomer(socket: LiveSocket, room: 'desk' | 'coach', deskId: string): void {
    const { schoolId } = socket.data.actor;
    const here = [...this.looks.values()].filter(
      (look) => look.schoolId === schoolId && look.deskId === deskId && (room === 'coach' || !look.isPrivate),
    );
    for (const [ticketId, looks] of grouped(here, (look) => look.ticketId)) {
      socket.emit('lookers', { deskId, ticketId, names: [...new Set(looks.map((look) => look.name))] });
    }
  }

  private tell({ schoolId, deskId, ticketId, isPrivate }: Look): void {
    const names = [...this.looks.values()]
      .filter((look) => look.ticketId === ticketId && look.schoolId === schoolId)
      .map((look) => look.name);
    const rooms = (isPrivate ? (['coach'] as const) : (['desk', 'coach'] as const)).map((room) => roomKey(schoolId, { room, of: deskId }));
    this.server?.to([...rooms]).emit('lookers', { deskId, ticketId, names: [...new Set(names)] });
  }
}
