import type {
  Changes,
  ClientToServerEvents,
  EndedReason,
  Room,
  RowChange,
  ServerToClientEvents,
  WatchAnswer,
} from '@firstbell/contracts/realtime';
import { changes, serverEvents, watchAnswer } from '@firstbell/contracts/realtime';
import type { Problem } from '@firstbell/contracts/problem';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';

/** A screen at the other end of a socket, with the cookie of a client. Everything it hears is checked against the contract. */
export class LiveClient {
  /** Every `changes` message in the order heard. */
  readonly heard: Changes[] = [];
  readonly refetches: { room: Room; deskId: string | null }[] = [];
  readonly lookers: { deskId: string; ticketId: string; names: string[] }[] = [];
  ended: EndedReason | undefined;

  private constructor(readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>) {
    socket.on('changes', (message) => {
      this.heard.push(changes.parse(message));
    });
    socket.on('refetch', (message) => {
      this.refetches.push(serverEvents.refetch.parse(message));
    });
    socket.on('lookers', (message) => {
      this.lookers.push(serverEvents.lookers.parse(message));
    });
    socket.on('ended', (message) => {
      this.ended = serverEvents.ended.parse(message).reason;
    });
  }

  /** Resolves when connected; rejects with what the server said. */
  static async connect(base: string, cookie: string, headers: Record<string, string> = {}): Promise<LiveClient> {
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(base, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { ...(cookie === '' ? {} : { cookie }), ...headers },
    });
    const client = new LiveClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', resolve);
      socket.on('connect_error', reject);
    });
    return client;
  }

  /** The problem a connection is refused with; fails when it is not refused. */
  static async refusal(base: string, cookie: string, headers: Record<string, string> = {}): Promise<Partial<Problem>> {
    try {
      (await LiveClient.connect(base, cookie, headers)).close();
    } catch (error) {
      return error instanceof Error && 'data' in error && typeof error.data === 'object' && error.data !== null ? error.data : {};
    }
    throw new Error('The connection was expected to be refused, but was not.');
  }

  async watch(room: Room, deskId?: string, resume?: string): Promise<WatchAnswer> {
    return watchAnswer.parse(
      await this.ask({ room, ...(deskId === undefined ? {} : { deskId }), ...(resume === undefined ? {} : { resume }) }),
    );
  }

  /** As `watch`, for what no honest client sends. */
  async ask(request: unknown): Promise<unknown> {
    return this.socket.timeout(5_000).emitWithAck('watch', request as { room: Room });
  }

  /** All rows heard since, oldest first. */
  get rows(): RowChange[] {
    return this.heard.flatMap((message) => message.rows);
  }

  of(kind: RowChange['kind'], id: string): RowChange[] {
    return this.rows.filter((row) => row.kind === kind && row.id === id);
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** Looks until it is so; screens hear of things a moment after they happened. */
export async function until(isSo: () => boolean, what: string, withinMs = 5_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`Waited ${withinMs} ms for ${what}.`);
    await sleep(5);
  }
}

/** Long enough for what must not come to have come. */
export const aWhile = (): Promise<void> => sleep(250);
