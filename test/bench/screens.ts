import { watchAnswer, type RowChange } from '@firstbell/contracts/realtime';
import { io, type Socket } from 'socket.io-client';
import * as z from 'zod';

interface Awaited {
  readonly id: string;
  readonly version: number;
  readonly heard: (at: number) => void;
}

/** Many screens on one desk's line. Each looks after itself that no row goes back to an older version. */
export class Screens {
  private readonly sockets: Socket[] = [];
  private readonly versions: Map<string, number>[] = [];
  private awaited: Awaited | undefined;
  private missing = new Set<number>();
  /** Rows that came with an older version than the screen had seen. */
  backwards = 0;
  /** The last message as it was sent. */
  lastMessage: unknown;

  /** @param deskId the room to watch; without it the server lets everybody hear everything. */
  async open(port: number, cookies: readonly string[], count: number, deskId?: string): Promise<void> {
    // A few at a time, as screens come.
    for (let first = 0; first < count; first += 50) {
      const batch = Array.from({ length: Math.min(50, count - first) }, (_, index) =>
        this.openOne(port, cookies[(first + index) % cookies.length] ?? '', first + index, deskId),
      );
      await Promise.all(batch);
    }
  }

  /** When the last screen has this version of the row, by `performance.now()`. Ask before the change is made. */
  async shown(id: string, version: number, withinMs: number): Promise<number> {
    this.missing = new Set(this.sockets.keys());
    return new Promise((fulfil, reject) => {
      const late = setTimeout(() => {
        reject(
          new Error(
            `${this.missing.size} of ${this.sockets.length} screens did not hear of ${id} version ${version} within ${withinMs} ms.`,
          ),
        );
      }, withinMs);
      this.awaited = {
        id,
        version,
        heard: (at) => {
          clearTimeout(late);
          fulfil(at);
        },
      };
    });
  }

  close(): void {
    for (const socket of this.sockets) socket.disconnect();
  }

  private async openOne(port: number, cookie: string, number: number, deskId: string | undefined): Promise<void> {
    const socket = io(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie },
    });
    this.sockets[number] = socket;
    this.versions[number] = new Map();
    await new Promise<void>((fulfil, reject) => {
      socket.on('connect', fulfil);
      socket.on('connect_error', reject);
    });
    socket.on('changes', (message: unknown) => {
      this.hear(number, message);
    });
    if (deskId === undefined) return;
    const answer = watchAnswer.parse(await socket.timeout(20_000).emitWithAck('watch', { room: 'desk', deskId }));
    if (!answer.ok) throw new Error(`A screen may not watch the desk: ${answer.problem.detail}`);
  }

  private hear(number: number, message: unknown): void {
    this.lastMessage = message;
    for (const row of rowsOf(message)) this.take(number, row);
  }

  private take(number: number, { id, version }: Pick<RowChange, 'id' | 'version'>): void {
    const seen = this.versions[number];
    if (seen === undefined) return;
    if ((seen.get(id) ?? 0) > version) this.backwards += 1;
    seen.set(id, version);
    if (this.awaited?.id !== id || this.awaited.version !== version) return;
    this.missing.delete(number);
    if (this.missing.size > 0) return;
    const { heard } = this.awaited;
    this.awaited = undefined;
    heard(performance.now());
  }
}

/** By its outline only: the whole check of a thousand copies would be measured too. */
const rowsOf = (message: unknown) => outline.parse(message).rows;
const outline = z.object({ rows: z.array(z.object({ id: z.string(), version: z.number() })) });
