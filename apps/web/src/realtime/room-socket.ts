import type { LiveSocket } from './connection.js';
import type { RoomSocket } from './live-room.js';

const answerWithinMs = 8_000;

/** The socket as a live room sees it. */
export function roomSocketOf(socket: LiveSocket): RoomSocket {
  return {
    get connected() {
      return socket.connected;
    },
    watch: (request) => socket.timeout(answerWithinMs).emitWithAck('watch', request),
    unwatch: (request) => socket.emit('unwatch', request),
    on: (handlers) => {
      socket.on('connect', handlers.connected);
      socket.on('disconnect', handlers.disconnected);
      socket.on('changes', handlers.changes);
      socket.on('refetch', handlers.refetch);
      socket.on('following', handlers.following);
      return () => {
        socket.off('connect', handlers.connected);
        socket.off('disconnect', handlers.disconnected);
        socket.off('changes', handlers.changes);
        socket.off('refetch', handlers.refetch);
        socket.off('following', handlers.following);
      };
    },
  };
}
