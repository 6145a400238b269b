import type { ClientToServerEvents, ServerToClientEvents } from '@firstbell/contracts/realtime';
import type { Actor } from '@firstbell/platform';
import type { DefaultEventsMap, Server, Socket } from 'socket.io';

/** What is known of a socket since its handshake. */
interface SocketFacts {
  actor: Actor;
  /** When the handshake began, ms: a session that ended later than this ends the socket. */
  since: number;
}

export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketFacts>;
export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketFacts>;
