import type { Room, RowChange } from '@firstbell/contracts/realtime';
import { useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import { useOfSocket } from './connection.js';
import { LiveRoom, type LiveRoomState, type LoadedList } from './live-room.js';
import { type RowKind, type RowOf, rowsOf } from './live-rows.rules.js';
import { roomSocketOf } from './room-socket.js';

export interface LiveRoomView<Rest> extends LiveRoomState<Rest> {
  readonly rowsOf: <K extends RowKind>(kind: K) => RowOf<K>[];
  /** Shows the answer to the person's own action without waiting for the broadcast. */
  readonly take: (change: RowChange) => void;
  readonly refetch: () => void;
}

interface LiveRoomInput<Rest> {
  readonly room: Room;
  readonly deskId?: string | undefined;
  /** Fetches every row of the room as changes, with the resume token and whatever else the page shows. */
  readonly load: (signal: AbortSignal) => Promise<LoadedList<Rest>>;
  readonly onCatalogue?: (() => void) | undefined;
}

/**
 * One room of the realtime server, live: rows merged by version, tombstones, catching up by itself. The rows last
 * known stay readable while the network is gone (`phase: 'offline'`).
 */
export function useLiveRoom<Rest>({ room, deskId, load, onCatalogue }: LiveRoomInput<Rest>): LiveRoomView<Rest> {
  const latestLoad = useEffectEvent(load);
  const tellOfCatalogue = useEffectEvent(() => onCatalogue?.());
  const [live, setLive] = useState<LiveRoom<Rest> | null>(null);

  useEffect(() => {
    const opened = new LiveRoom<Rest>({
      room,
      deskId,
      load: (signal) => latestLoad(signal),
      onCatalogue: () => tellOfCatalogue(),
      now: Date.now,
    });
    setLive(opened);
    opened.open();
    const { socket, release } = useOfSocket();
    socket.then(
      (one) => opened.attach(roomSocketOf(one)),
      () => undefined,
    );
    return () => {
      opened.close();
      release();
    };
  }, [room, deskId]);

  const state = useSyncExternalStore(live?.subscribe ?? noSubscription, live?.current ?? nothingYet<Rest>);
  return useMemo(
    () => ({
      ...state,
      rowsOf: (kind) => rowsOf(state.rows, kind),
      take: (change) => live?.take(change),
      refetch: () => live?.refetch(),
    }),
    [state, live],
  );
}

const noSubscription = () => () => undefined;
const empty: LiveRoomState<never> = { rows: new Map(), rest: null, phase: 'catching-up', asOf: null, error: null };
function nothingYet<Rest>(): LiveRoomState<Rest> {
  return empty;
}
