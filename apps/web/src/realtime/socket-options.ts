/** WebSocket alone, and back within seconds of an outage: the screens of a whole school are spread over them. */
export const socketOptions = {
  transports: ['websocket'],
  reconnectionDelay: 400,
  reconnectionDelayMax: 4_000,
  timeout: 8_000,
};
