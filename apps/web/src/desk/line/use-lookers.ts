import { useEffect, useRef, useState } from 'react';
import { type LiveSocket, useOfSocket } from '../../realtime/connection.js';

export type LookersByTicket = ReadonlyMap<string, readonly string[]>;
const none: LookersByTicket = new Map();

/** Who else has which ticket open now, by ticket id. Tells the others which one is open here. */
export function useLookers(deskId: string, ticketId: string | null, myName: string): LookersByTicket {
  const [lookers, setLookers] = useState(none);
  const socket = useRef<LiveSocket | null>(null);
  const latest = useRef(ticketId);
  latest.current = ticketId;

  useEffect(() => {
    const { socket: opening, release } = useOfSocket();
    let over = false;
    const tell = (): void => void socket.current?.emit('looking', { deskId, ticketId: latest.current });
    const hear = (message: { deskId: string; ticketId: string; names: string[] }): void => {
      if (message.deskId !== deskId) return;
      const others = message.names.filter((name) => name !== myName);
      setLookers((now) => {
        const next = new Map(now);
        if (others.length === 0) next.delete(message.ticketId);
        else next.set(message.ticketId, others);
        return next;
      });
    };
    opening.then(
      (one) => {
        if (over) return;
        socket.current = one;
        one.on('lookers', hear);
        one.on('connect', tell);
        if (one.connected) tell();
      },
      () => undefined,
    );
    return () => {
      over = true;
      socket.current?.off('lookers', hear);
      socket.current?.off('connect', tell);
      socket.current = null;
      setLookers(none);
      release();
    };
  }, [deskId, myName]);

  useEffect(() => {
    if (socket.current?.connected === true) socket.current.emit('looking', { deskId, ticketId });
  }, [deskId, ticketId]);
  return lookers;
}
