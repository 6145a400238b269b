import { changes, watchAnswer, type Room, type RowChange } from '@firstbell/contracts/realtime';
import { io, type Socket } from 'socket.io-client';
import type { Ledger } from './ledger.js';

/** One screen on a line of its own: what it shows is what it was told, the newest version of each row. */
export class LiveScreen {
  private readonly versions = new Map<string, number>();
  /** Rows it shows, with their versions. */
  readonly shown = new Map<string, number>();
  /** Tickets it shows as waiting. */
  readonly waiting = new Set<string>();

  private constructor(
    private readonly socket: Socket,
    readonly room: Room,
    readonly cookie: string,
    private readonly ledger: Ledger,
  ) {}

  static async open(base: string, cookie: string, room: Room, deskId: string, ledger: Ledger): Promise<LiveScreen> {
    const socket = io(base, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { cookie } });
    const screen = new LiveScreen(socket, room, cookie, ledger);
    await new Promise<void>((fulfil, reject) => {
      socket.once('connect', fulfil);
      socket.once('connect_error', reject);
    });
    socket.on('changes', (message: unknown) => {
      for (const row of changes.parse(message).rows) screen.take(row);
    });
    for (const unwanted of ['refetch', 'ended', 'disconnect'])
      socket.on(unwanted, (why: unknown) => {
        ledger.failed(`A ${room} screen was told “${unwanted}”`, JSON.stringify(why));
      });
    const answer = watchAnswer.parse(await socket.timeout(20_000).emitWithAck('watch', { room, deskId }));
    if (!answer.ok) throw new Error(`A screen may not watch the ${room}: ${answer.problem.detail}`);
    for (const row of answer.rows) screen.take(row);
    return screen;
  }

  close(): void {
    this.socket.off('disconnect');
    this.socket.disconnect();
  }

  private take(change: RowChange): void {
    const { kind, id, version, row } = change;
    if (kind !== 'ticket' && kind !== 'board') return;
    const before = this.versions.get(id);
    if (before !== undefined && before > version)
      this.ledger.failed(`A ${this.room} screen went back`, `${id} from version ${before} to ${version}`);
    this.versions.set(id, version);
    if (row === null) this.shown.delete(id);
    else this.shown.set(id, version);
    if (kind !== 'ticket') return;
    if (version === 1 && row !== null && before === undefined)
      this.ledger.times.shown.add(Math.max(0, Date.now() - Date.parse(row.filedAt)));
    if (row?.state === 'waiting') this.waiting.add(id);
    else this.waiting.delete(id);
  }
}
