import type { ClientToServerEvents, ServerToClientEvents } from '@firstbell/contracts/realtime';
import type { Actor } from '@firstbell/platform';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

/** What is known of a socket since its handshake. */
interface SocketFacts {
  actor: Actor;
  /** When the handshake began, by this process's own clock, which is never set back: a session that ended later ends the socket. */
  since: number;
}

export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketFacts>;
export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketFacts>;
