import { myTicketOperations } from '@firstbell/contracts/my-tickets';
import type { OutputOf } from '@firstbell/contracts/operation';
import { call } from '../api/call.js';
import { useLiveRoom, type LiveRoomView } from '../realtime/use-live-room.js';

export type MyTickets = OutputOf<typeof myTicketOperations.myTickets>;

/** The room only says when to look again: own tickets, and a place that moves whenever anybody's ticket does. */
export function useMyTickets(): LiveRoomView<MyTickets> {
  return useLiveRoom<MyTickets>({
    room: 'my_tickets',
    load: async (signal) => ({ rows: [], rest: await call(myTicketOperations.myTickets, {}, { signal }) }),
  });
}
