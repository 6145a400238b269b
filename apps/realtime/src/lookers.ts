import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { grouped } from './grouped.js';
import type { LiveServer, LiveSocket } from './live-server.js';
import { LookSharing, type Look, type Said } from './look-sharing.js';
import { roomKey } from './room-address.rules.js';

/** How often each process says all of its looks, and after how long one that says nothing is taken for gone. */
const wholeMs = 20_000;
const goneMs = 50_000;

/** Who looks at which ticket just now. Not state: kept in the processes that hold the screens, and gone with the socket. */
@Injectable()
export class Lookers implements OnApplicationShutdown {
  private server: LiveServer | undefined;
  /** By socket; `of` is the other process that holds it. */
  private readonly looks = new Map<string, Look & { readonly of?: string }>();
  /** When another process was last heard, by `performance.now()`. */
  private readonly heardAt = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly sharing: LookSharing) {}

  open(server: LiveServer): void {
    this.server = server;
    void this.sharing.open((said) => {
      this.hear(said);
    });
    this.timer = setInterval(() => {
      this.sayAll();
      this.forgetGone();
    }, wholeMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  look(socket: LiveSocket, look: Look): void {
    this.put(socket.id, look);
    this.sharing.say({ looks: { [socket.id]: look } });
  }

  lookAway(socket: LiveSocket): void {
    if (!this.looks.has(socket.id)) return;
    this.put(socket.id, null);
    this.sharing.say({ looks: { [socket.id]: null } });
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

  private put(socketId: string, look: (Look & { readonly of?: string }) | null): void {
    const before = this.looks.get(socketId);
    if (look === null) this.looks.delete(socketId);
    else this.looks.set(socketId, look);
    if (before !== undefined && before.ticketId !== look?.ticketId) this.tell(before);
    if (look !== null) this.tell(look);
  }

  private hear({ from, looks, whole, asks }: Said): void {
    this.heardAt.set(from, performance.now());
    if (asks) this.sayAll();
    for (const [socketId, look] of Object.entries(looks))
      if (look?.ticketId !== this.looks.get(socketId)?.ticketId) this.put(socketId, look === null ? null : { ...look, of: from });
    if (whole) this.forget(from, (socketId) => !(socketId in looks));
  }

  private sayAll(): void {
    const own = [...this.looks].filter(([, { of }]) => of === undefined);
    this.sharing.say({ looks: Object.fromEntries(own), whole: true });
  }

  private forgetGone(): void {
    for (const [from, at] of this.heardAt) {
      if (performance.now() - at < goneMs) continue;
      this.heardAt.delete(from);
      this.forget(from, () => true);
    }
  }

  private forget(from: string, which: (socketId: string) => boolean): void {
    for (const [socketId, { of }] of this.looks) if (of === from && which(socketId)) this.put(socketId, null);
  }

  private tell({ schoolId, deskId, ticketId, isPrivate }: Look): void {
    const names = [...this.looks.values()]
      .filter((look) => look.ticketId === ticketId && look.schoolId === schoolId)
      .map((look) => look.name);
    const rooms = (isPrivate ? (['coach'] as const) : (['desk', 'coach'] as const)).map((room) => roomKey(schoolId, { room, of: deskId }));
    this.server?.to([...rooms]).emit('lookers', { deskId, ticketId, names: [...new Set(names)] });
  }
}
