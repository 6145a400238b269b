import { Injectable } from '@nestjs/common';
import type { Changes, RowChange } from '@firstbell/contracts/realtime';
import type { LiveServer, LiveSocket } from './live-server.js';
import { isOfPerson, roomKey, type RoomAddress } from './room-address.rules.js';

/** What was said in rooms somebody is about to enter, while they were still catching up. */
interface Overheard {
  readonly rows: RowChange[];
  refetch: boolean;
}

const deskOf = ({ room, of }: RoomAddress): string | null => (isOfPerson(room) ? null : of);

/** The rooms of this process: who is in, who is entering, what is said there. */
@Injectable()
export class LiveRooms {
  private server: LiveServer | undefined;
  private readonly entering = new Map<string, Set<Overheard>>();

  /** Called once, when the socket server is there. */
  open(server: LiveServer): void {
    this.server = server;
  }

  isWatched(schoolId: string, address: RoomAddress): boolean {
    const key = roomKey(schoolId, address);
    return this.entering.has(key) || this.server?.sockets.adapter.rooms.has(key) === true;
  }

  /** Says it once per room; the message is serialised once, however many are in. */
  say(schoolId: string, address: RoomAddress, resume: string, rows: RowChange[]): void {
    const key = roomKey(schoolId, address);
    const message: Changes = { room: address.room, deskId: deskOf(address), resume, rows };
    // An empty room would cost the serialising all the same.
    if (this.server?.sockets.adapter.rooms.has(key) === true) this.server.to(key).emit('changes', message);
    for (const overheard of this.entering.get(key) ?? []) overheard.rows.push(...rows);
  }

  /** Everyone in the room fetches its list again: what was to be said could not be read, or the room never says more. */
  sayRefetch(schoolId: string, address: RoomAddress): void {
    const key = roomKey(schoolId, address);
    this.server?.to(key).emit('refetch', { room: address.room, deskId: deskOf(address) });
    for (const overheard of this.entering.get(key) ?? []) overheard.refetch = true;
  }

  /**
   * Lets a socket in without a gap: what is said while it catches up is kept, then it enters and `admit` is called in
   * the same tick, so that nothing said later can reach it before the answer.
   */
  async enter<T>(
    socket: LiveSocket,
    addresses: readonly RoomAddress[],
    catchUp: () => Promise<T>,
    admit: (caughtUp: T, overheard: Readonly<Overheard>) => void,
  ): Promise<void> {
    const keys = addresses.map((address) => roomKey(socket.data.actor.schoolId, address));
    const overheard: Overheard = { rows: [], refetch: false };
    for (const key of keys) this.entering.set(key, (this.entering.get(key) ?? new Set()).add(overheard));
    try {
      const caughtUp = await catchUp();
      if (!socket.connected) return;
      void socket.join(keys);
      admit(caughtUp, overheard);
    } finally {
      for (const key of keys) this.leaveDoor(key, overheard);
    }
  }

  leave(socket: LiveSocket, addresses: readonly RoomAddress[]): void {
    for (const address of addresses) void socket.leave(roomKey(socket.data.actor.schoolId, address));
  }

  private leaveDoor(key: string, overheard: Overheard): void {
    const others = this.entering.get(key);
    others?.delete(overheard);
    if (others?.size === 0) this.entering.delete(key);
  }
}
