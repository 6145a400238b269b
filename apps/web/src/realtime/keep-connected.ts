import type { LiveSocket } from './connection.js';

/** From one second on, over so many: a thousand screens may have been refused or left together. */
const retryOverMs = 3_000;

/** socket.io tries again by itself, except after the server refused or hung up; a screen on a wall must anyway. */
export function keepConnected(socket: LiveSocket, isWanted: () => boolean): void {
  const reconnectUnlessTrying = (): void => {
    if (socket.active) return;
    setTimeout(
      () => {
        if (isWanted() && !socket.active) socket.connect();
      },
      1_000 + Math.random() * retryOverMs,
    );
  };
  socket.on('disconnect', reconnectUnlessTrying);
  socket.on('connect_error', reconnectUnlessTrying);
}
