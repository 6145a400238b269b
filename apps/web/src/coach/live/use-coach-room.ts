import { feedbackOperations, type ReviewRow } from '@firstbell/contracts/feedback';
import type { RowChange } from '@firstbell/contracts/realtime';
import { type DeskState, type DutyRow, ticketOperations } from '@firstbell/contracts/tickets';
import { useMemo, useState } from 'react';
import { call } from '../../api/call.js';
import { dutyBaseline, dutyNow, type OnDuty, whoHoldsWhat } from '../../desk/duty/duty-now.rules.js';
import type { LoadedList } from '../../realtime/live-room.js';
import { useLiveRoom } from '../../realtime/use-live-room.js';

export interface CoachRoom {
  readonly phase: 'opening' | 'live' | 'stale' | 'failed';
  readonly error: unknown;
  /** When things stood like this, ms; null before anything is known. */
  readonly asOf: number | null;
  readonly desk: DeskState | null;
  readonly reviews: readonly ReviewRow[];
  readonly duty: readonly OnDuty[];
  readonly waiting: number;
  readonly take: (change: RowChange) => void;
  readonly refetch: () => void;
}

interface ListRest {
  readonly duty: readonly DutyRow[];
  /** Waiting tickets beyond those the list held. */
  readonly waitingBeyond: number;
}

const listLimit = 200;

/** The inbox first: its resume point is the older one, so nothing that happened between the two fetches is missed. */
async function loadRoom(deskId: string, signal: AbortSignal): Promise<LoadedList<ListRest>> {
  const inbox = await call(feedbackOperations.listReviews, { deskId, limit: listLimit }, { signal });
  const line = await call(ticketOperations.listLine, { deskId, limit: listLimit }, { signal });
  return {
    rows: [
      { kind: 'desk', id: line.desk.id, version: line.desk.version, row: line.desk },
      ...inbox.reviews.map((row): RowChange => ({ kind: 'review', id: row.id, version: row.version, row })),
      ...[...line.rows, ...line.open].map((row): RowChange => ({ kind: 'ticket', id: row.id, version: row.version, row })),
    ],
    resume: inbox.resume,
    rest: { duty: line.duty, waitingBeyond: Math.max(0, line.total - line.rows.length) },
  };
}

/** What the coach watches of one desk: the inbox, who is on duty, how long the line is. Live. */
export function useCoachRoom(deskId: string): CoachRoom {
  const room = useLiveRoom<ListRest>({ room: 'coach', deskId, load: (signal) => loadRoom(deskId, signal) });
  const { rest, rows } = room;
  const [baseline, setBaseline] = useState({ rest, versions: dutyBaseline(rows) });
  if (baseline.rest !== rest) setBaseline({ rest, versions: dutyBaseline(rows) });

  return useMemo(() => {
    const tickets = room.rowsOf('ticket');
    return {
      phase: rest === null ? (room.phase === 'offline' ? 'failed' : 'opening') : room.phase === 'offline' ? 'stale' : 'live',
      error: room.error,
      asOf: room.asOf,
      desk: room.rowsOf('desk')[0] ?? null,
      reviews: room.rowsOf('review').filter((row) => row.settledAt === null),
      duty: rest === null ? [] : whoHoldsWhat(dutyNow(rest.duty, rows, baseline.versions), tickets),
      waiting: (rest?.waitingBeyond ?? 0) + tickets.filter((row) => row.state === 'waiting').length,
      take: room.take,
      refetch: room.refetch,
    };
  }, [room, rest, rows, baseline]);
}
