import type { Changes, Room, RowChange, WatchAnswer } from '@firstbell/contracts/realtime';
import { applyChanges, applyList, type LiveRows, noRows } from './live-rows.rules.js';

/** What is needed of socket.io here, so that the room can be tried without a network. */
export interface RoomSocket {
  readonly connected: boolean;
  watch(request: { room: Room; deskId?: string; resume?: string }): Promise<WatchAnswer>;
  unwatch(request: { room: Room; deskId?: string }): void;
  on(handlers: RoomHandlers): () => void;
}
export interface RoomHandlers {
  connected: () => void;
  disconnected: () => void;
  changes: (message: Changes) => void;
  refetch: (message: { room: Room; deskId: string | null }) => void;
  following: (message: { following: boolean }) => void;
}

/** A fetched list: every row of the room, where live changes continue from, and whatever else the screen shows. */
export interface LoadedList<Rest> {
  readonly rows: readonly RowChange[];
  readonly resume?: string;
  readonly rest: Rest;
}

export interface LiveRoomState<Rest> {
  readonly rows: LiveRows;
  /** What came with the last fetched list; null before the first. */
  readonly rest: Rest | null;
  /** `catching-up` until list and socket agree; `offline` while the last known rows are shown without news. */
  readonly phase: 'catching-up' | 'live' | 'offline';
  /** When the screen last heard from the server that this is how things stand, in ms; null before the first list. */
  readonly asOf: number | null;
  readonly error: unknown;
}

interface LiveRoomOptions<Rest> {
  readonly room: Room;
  readonly deskId?: string | undefined;
  readonly load: (signal: AbortSignal) => Promise<LoadedList<Rest>>;
  readonly now: () => number;
  /** The issue catalogue changed; it is fetched by a query of its own. */
  readonly onCatalogue?: () => void;
  /** A fetch that failed is tried again after this long. */
  readonly retryMs?: number;
  /** Without a socket (a proxy may refuse it) the list is fetched anew this often. */
  readonly pollMs?: number;
}

/**
 * Keeps one room in step: join, buffer what comes, fetch the list, merge by version. After a lost connection it
 * continues from its resume token, or fetches again when the server says the token is too old.
 */
export class LiveRoom<Rest> {
  private state: LiveRoomState<Rest> = { rows: noRows, rest: null, phase: 'catching-up', asOf: null, error: null };
  private readonly listeners = new Set<() => void>();
  private resume: string | undefined;
  private loading: AbortController | null = null;
  /** Heard while a list is being fetched: it may be newer than the list. */
  private heard: RowChange[] | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private stopListening: (() => void) | null = null;
  private socket: RoomSocket | null = null;
  /** The server let this screen into the room, over the connection there is now. */
  private joined = false;
  /** The server hears of what changes; until it says otherwise. */
  private following = true;
  private closed = false;

  constructor(private readonly options: LiveRoomOptions<Rest>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly current = (): LiveRoomState<Rest> => this.state;

  /** Shows the list at once; live changes follow when a socket is there. */
  open(): void {
    this.closed = false;
    void this.fetchList();
  }

  attach(socket: RoomSocket): void {
    if (this.closed) return;
    this.socket = socket;
    this.stopListening = socket.on({
      connected: () => {
        this.following = true;
        void this.join();
      },
      disconnected: () => {
        this.joined = false;
        this.set({ phase: 'offline' });
        this.retry = setTimeout(() => void this.fetchList(), this.retryMs());
      },
      changes: (message) => {
        if (!this.isMine(message)) return;
        this.resume = message.resume;
        this.hear(message.rows, { asOf: this.options.now() });
        this.tellOfCatalogue(message.rows);
      },
      refetch: (message) => {
        if (this.isMine(message)) void this.fetchList();
      },
      following: ({ following }) => {
        this.following = following;
        if (!this.joined) return;
        if (!following) this.set({ phase: 'offline' });
        else if (this.heard === null) this.set({ phase: 'live', asOf: this.options.now() });
        else this.fetchSoon();
      },
    });
    if (socket.connected) void this.join();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    this.loading?.abort();
    this.stopListening?.();
    if (this.socket?.connected) this.socket.unwatch(this.address());
    this.socket = null;
  }

  /** The person's own action already told how a row looks now; the broadcast of it will be the same or newer. */
  take(change: RowChange): void {
    this.hear([change]);
  }

  readonly refetch = (): void => void this.fetchList();

  private async join(): Promise<void> {
    const { socket } = this;
    if (socket === null) return;
    const answer = await socket
      .watch({ ...this.address(), ...(this.resume === undefined ? {} : { resume: this.resume }) })
      .catch((error: unknown) => ({ ok: false as const, problem: error }));
    if (this.closed || this.socket !== socket) return;
    if (!answer.ok) {
      this.joined = false;
      this.set({ phase: 'offline', error: answer.problem });
      clearTimeout(this.retry);
      this.retry = setTimeout(() => void this.join(), this.retryMs());
      return;
    }
    this.joined = true;
    const fetchedBefore = this.resume !== undefined;
    this.hear(answer.rows);
    this.tellOfCatalogue(answer.rows);
    if (answer.refetch || !fetchedBefore) {
      await this.fetchList();
      return;
    }
    clearTimeout(this.retry);
    this.resume = answer.resume;
    this.set({ phase: this.phaseInRoom(), ...(this.following ? { asOf: this.options.now() } : {}), error: null });
  }

  private async fetchList(): Promise<void> {
    clearTimeout(this.retry);
    this.loading?.abort();
    const loading = new AbortController();
    this.loading = loading;
    const before = this.state.rows;
    const heard: RowChange[] = [];
    this.heard = heard;
    try {
      const list = await this.options.load(loading.signal);
      if (loading.signal.aborted || this.closed) return;
      this.resume = list.resume ?? this.resume;
      this.heard = null;
      this.set({
        rows: applyChanges(applyList(before, list.rows), heard),
        rest: list.rest,
        asOf: this.options.now(),
        error: null,
        phase: this.joined ? this.phaseInRoom() : 'catching-up',
      });
      if (!this.joined) this.retry = setTimeout(() => void this.againWithoutRoom(), this.options.pollMs ?? 10_000);
    } catch (error) {
      if (loading.signal.aborted || this.closed) return;
      this.set({ error, phase: 'offline' });
      this.retry = setTimeout(() => void this.fetchList(), this.retryMs());
    }
  }

  private phaseInRoom(): 'live' | 'offline' {
    return this.following ? 'live' : 'offline';
  }

  /** A list could not be fetched, or is waited for since the server was away: now it can be, but not for all screens at once. */
  private fetchSoon(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.fetchList(), Math.min(this.retryMs(), Math.random() * 1_500));
  }

  /** Without the room nothing is told: it is tried again, or while no socket can be had the list is fetched now and then. */
  private againWithoutRoom(): Promise<void> {
    return this.socket?.connected === true ? this.join() : this.fetchList();
  }

  private hear(changes: readonly RowChange[], part: Partial<LiveRoomState<Rest>> = {}): void {
    this.heard?.push(...changes);
    this.set({ ...part, rows: applyChanges(this.state.rows, changes) });
  }

  private tellOfCatalogue(rows: readonly RowChange[]): void {
    if (rows.some((row) => row.kind === 'catalogue')) this.options.onCatalogue?.();
  }

  /** Within four seconds, but not all at the same moment: a thousand screens may have lost their server together. */
  private retryMs(): number {
    return this.options.retryMs ?? 1_500 + Math.random() * 2_500;
  }

  private address(): { room: Room; deskId?: string } {
    return { room: this.options.room, ...(this.options.deskId === undefined ? {} : { deskId: this.options.deskId }) };
  }

  private isMine(message: { room: Room; deskId: string | null }): boolean {
    return (
      message.room === this.options.room &&
      (message.deskId === null || this.options.deskId === undefined || message.deskId === this.options.deskId)
    );
  }

  private set(part: Partial<LiveRoomState<Rest>>): void {
    this.state = { ...this.state, ...part };
    this.listeners.forEach((listener) => listener());
  }
}
