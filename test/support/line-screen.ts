import { io } from 'socket.io-client';
import type { RowChange } from '@firstbell/contracts/realtime';
import { keepConnected } from '../../apps/web/src/realtime/keep-connected.js';
import { LiveRoom } from '../../apps/web/src/realtime/live-room.js';
import { rowsOf } from '../../apps/web/src/realtime/live-rows.rules.js';
import { roomSocketOf } from '../../apps/web/src/realtime/room-socket.js';
import { socketOptions } from '../../apps/web/src/realtime/socket-options.js';
import type { Client } from './client.js';

type LineRoom = 'coach' | 'desk' | 'board' | 'kiosk';

/** The line as somebody's browser keeps it, by the very code the browser runs. */
export class LineScreen {
  private readonly room: LiveRoom<null>;
  private readonly socket;
  private closed = false;

  /** @param socketBase where its socket goes, when that is not where its lists come from */
  constructor(client: Client, room: LineRoom, deskId: string, socketBase = client.base) {
    const load = room === 'coach' || room === 'desk' ? () => loadLine(client, deskId) : () => loadBoard(client, deskId);
    this.room = new LiveRoom<null>({ room, deskId, load, now: Date.now });
    this.socket = io(socketBase, { ...socketOptions, forceNew: true, extraHeaders: { cookie: client.cookie } });
    keepConnected(this.socket, () => !this.closed);
    this.room.open();
    this.room.attach(roomSocketOf(this.socket));
  }

  get phase(): 'catching-up' | 'live' | 'offline' {
    return this.room.current().phase;
  }

  /** What it shows, as text to compare. */
  line(): string {
    return lineText(rowsOf(this.room.current().rows, 'ticket'));
  }

  /** Of a ticket that it shows, or of which it knows that it left the line. */
  versionOf(ticketId: string): number | undefined {
    return this.room.current().rows.get(`ticket:${ticketId}`)?.version;
  }

  /** Ids of the tickets it shows. */
  ticketIds(): string[] {
    return rowsOf(this.room.current().rows, 'ticket').map(({ id }) => id);
  }

  shows(ticketId: string): boolean {
    const { rows } = this.room.current();
    return [...rowsOf(rows, 'ticket'), ...rowsOf(rows, 'board')].some(({ id }) => id === ticketId);
  }

  close(): void {
    this.closed = true;
    this.room.close();
    this.socket.disconnect();
  }
}

interface Shown {
  readonly code: string;
  readonly version: number;
  readonly state: string;
}

export const lineText = (rows: readonly Shown[]): string =>
  rows
    .map(({ code, version, state }) => `${code} ${state} ${version}`)
    .sort()
    .join(', ');

async function loadLine(client: Client, deskId: string) {
  const { rows, open, resume } = await client.call('listLine', { deskId, limit: 200 });
  return {
    rows: [...rows, ...open].map((row): RowChange => ({ kind: 'ticket', id: row.id, version: row.version, row })),
    resume,
    rest: null,
  };
}

async function loadBoard(client: Client, deskId: string) {
  const { rows, resume } = await client.call('board', { deskId });
  return { rows: rows.map((row): RowChange => ({ kind: 'board', id: row.id, version: row.version, row })), resume, rest: null };
}
