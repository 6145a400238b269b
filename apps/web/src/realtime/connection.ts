import type { ClientToServerEvents, EndedReason, ServerToClientEvents } from '@firstbell/contracts/realtime';
import type { Socket } from 'socket.io-client';
import { noteSignedOut } from '../api/signed-out.js';
import { setConnectionState } from './connection-state.js';
import { keepConnected } from './keep-connected.js';
import { socketOptions } from './socket-options.js';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

let opening: Promise<LiveSocket> | null = null;
let users = 0;
const endedListeners = new Set<(reason: EndedReason) => void>();

/** Hears when the server ends this session or pairing. */
export function onEnded(listener: (reason: EndedReason) => void): () => void {
  endedListeners.add(listener);
  return () => endedListeners.delete(listener);
}

/** The page's one socket, opened for the first who needs it. Call the returned `release` when done with it. */
export function useOfSocket(): { socket: Promise<LiveSocket>; release: () => void } {
  users += 1;
  opening ??= open();
  const mine = opening;
  let released = false;
  return {
    socket: mine,
    release: () => {
      if (released) return;
      released = true;
      users -= 1;
      if (users === 0) close(mine);
    },
  };
}

async function open(): Promise<LiveSocket> {
  setConnectionState('connecting');
  const { io } = await import('socket.io-client');
  const socket: LiveSocket = io({ ...socketOptions, withCredentials: true });
  socket.on('connect', () => setConnectionState('live'));
  socket.on('disconnect', () => setConnectionState('lost'));
  socket.on('connect_error', (error) => {
    setConnectionState('lost');
    if (isOver(error)) noteSignedOut();
  });
  socket.on('following', ({ following }) => setConnectionState(following ? 'live' : 'lost'));
  keepConnected(socket, () => users > 0);
  socket.on('ended', ({ reason }) => endedListeners.forEach((listener) => listener(reason)));
  return socket;
}

/** The server's refusal comes as `data`: there is no session any more. */
function isOver(error: Error & { data?: unknown }): boolean {
  const { data } = error;
  return typeof data === 'object' && data !== null && 'code' in data && data.code === 'session.needed';
}

function close(mine: Promise<LiveSocket>): void {
  opening = null;
  setConnectionState('idle');
  mine.then(
    (socket) => socket.disconnect(),
    () => undefined,
  );
}
