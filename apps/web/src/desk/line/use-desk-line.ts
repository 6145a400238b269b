import type { Me } from '@firstbell/contracts/people';
import type { RowChange } from '@firstbell/contracts/realtime';
import { type DeskState, type DutyRow, type LineRow, ticketOperations } from '@firstbell/contracts/tickets';
import { useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../api/call.js';
import type { LoadedList } from '../../realtime/live-room.js';
import { useLiveRoom } from '../../realtime/use-live-room.js';
import { type Pending, withPending } from '../actions/foresee.rules.js';
import { dutyBaseline, dutyNow, type OnDuty, whoHoldsWhat } from '../duty/duty-now.rules.js';
import { keepLine, type KeptLine, keptLine } from './kept-line.js';
import { countLine, type ListEnd, runsShort } from './line-count.rules.js';
import { groupLine, isOpen, type LineGroups } from './line-groups.rules.js';

/** `opening`: nothing to show yet. `failed`: nothing to show, and why. `stale`: shown, but not live now. */
export type LinePhase = 'opening' | 'live' | 'stale' | 'failed';

export interface DeskLine {
  readonly phase: LinePhase;
  /** When the line stood like this, ms; null before anything is known. */
  readonly asOf: number | null;
  readonly error: unknown;
  readonly desk: DeskState | null;
  readonly duty: readonly OnDuty[];
  readonly groups: LineGroups;
  /** Every row known, by id, the person's own unanswered actions drawn in. */
  readonly rows: ReadonlyMap<string, LineRow>;
  readonly waitingTotal: number;
  readonly beyond: number;
  readonly take: (change: RowChange) => void;
  readonly refetch: () => void;
}

interface ListRest {
  readonly end: ListEnd;
  readonly duty: readonly DutyRow[];
}

const listLimit = 200;
const keepEveryMs = 5_000;

async function loadLine(deskId: string, signal: AbortSignal): Promise<LoadedList<ListRest>> {
  const list = await call(ticketOperations.listLine, { deskId, limit: listLimit }, { signal });
  const tickets = [...list.rows, ...list.open].map((row): RowChange => ({ kind: 'ticket', id: row.id, version: row.version, row }));
  return {
    rows: [{ kind: 'desk', id: list.desk.id, version: list.desk.version, row: list.desk }, ...tickets],
    resume: list.resume,
    rest: { duty: list.duty, end: { total: list.total, listed: list.rows.length, last: list.rows.at(-1) ?? null, fetchedAt: Date.now() } },
  };
}

/** The line of a desk: live, with the person's own actions drawn at once, and what was kept while nothing else is known. */
export function useDeskLine(me: Me, deskId: string, pending: readonly Pending[]): DeskLine {
  const room = useLiveRoom<ListRest>({
    room: me.roles.includes('coach') ? 'coach' : 'desk',
    deskId,
    load: (signal) => loadLine(deskId, signal),
  });
  const kept = useKeptLine(me.id, deskId, room.rest === null);
  const { rest, rows: liveRows } = room;

  // The list and the rows it came with are one state of the room, so what was heard by then is known exactly.
  const [baseline, setBaseline] = useState({ rest, versions: dutyBaseline(liveRows) });
  if (baseline.rest !== rest) setBaseline({ rest, versions: dutyBaseline(liveRows) });

  const known = useMemo(() => {
    if (rest === null) return kept === null ? null : { desk: kept.desk, rows: kept.rows, duty: kept.duty, end: null, total: kept.total };
    return {
      desk: room.rowsOf('desk')[0] ?? null,
      rows: room.rowsOf('ticket'),
      duty: dutyNow(rest.duty, liveRows, baseline.versions),
      end: rest.end,
      total: null,
    };
  }, [rest, liveRows, room, kept, baseline]);

  const line = useMemo(() => {
    const rows = withPending(known?.rows ?? [], pending);
    const groups = groupLine(rows, me.id);
    const counted = countLine(groups.waiting, known?.end ?? null);
    const beyond = Math.max(counted.beyond, (known?.total ?? 0) - counted.rows.length);
    return {
      rows: new Map(rows.map((row) => [row.id, row])),
      groups: { ...groups, waiting: counted.rows },
      duty: whoHoldsWhat(known?.duty ?? [], rows),
      beyond,
      waitingTotal: counted.rows.length + beyond,
      short: runsShort(counted),
    };
  }, [known, pending, me.id]);
  useKeeping(me.id, deskId, room.phase === 'live' ? known : null, line.waitingTotal, room.asOf);
  useRefill(line.short && room.phase === 'live', line.groups.waiting.length, room.refetch);

  const phase: LinePhase =
    known === null
      ? room.phase === 'offline'
        ? 'failed'
        : 'opening'
      : room.phase === 'live'
        ? 'live'
        : rest !== null && room.phase === 'catching-up'
          ? 'live'
          : 'stale';
  return {
    ...line,
    phase,
    asOf: rest === null ? (kept?.asOf ?? null) : room.asOf,
    error: room.error,
    desk: known?.desk ?? null,
    take: room.take,
    refetch: room.refetch,
  };
}

function useKeptLine(personId: string, deskId: string, wanted: boolean): KeptLine | null {
  const [kept, setKept] = useState<KeptLine | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    void keptLine(deskId, personId).then((line) => {
      if (current) setKept(line);
    });
    return () => {
      current = false;
    };
  }, [deskId, personId, wanted]);
  return wanted && kept?.deskId === deskId ? kept : null;
}

interface Known {
  readonly desk: DeskState | null;
  readonly rows: readonly LineRow[];
  readonly duty: readonly DutyRow[];
}

/** Keeps the line as it is now on this computer, at most every few seconds however much happens. */
function useKeeping(personId: string, deskId: string, known: Known | null, total: number, asOf: number | null): void {
  const keptAt = useRef(0);
  useEffect(() => {
    if (known === null || known.desk === null || asOf === null) return;
    const { desk, rows, duty } = known;
    const timer = setTimeout(
      () => {
        keptAt.current = Date.now();
        void keepLine({ personId, deskId, asOf, desk, duty, rows: rows.filter(isOpen), total });
      },
      Math.max(0, keptAt.current + keepEveryMs - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [personId, deskId, known, total, asOf]);
}

/** A long line is sent in part; when that part runs out, the next is fetched. */
function useRefill(short: boolean, drawn: number, refetch: () => void): void {
  useEffect(() => {
    if (!short) return;
    const timer = setTimeout(refetch, 1_000);
    return () => clearTimeout(timer);
  }, [short, drawn, refetch]);
}
