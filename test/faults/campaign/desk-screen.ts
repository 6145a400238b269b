import { io } from 'socket.io-client';
import type { RowChange } from '@firstbell/contracts/realtime';
import { LiveRoom } from '../../../apps/web/src/realtime/live-room.js';
import { rowsOf } from '../../../apps/web/src/realtime/live-rows.rules.js';
import { roomSocketOf } from '../../../apps/web/src/realtime/room-socket.js';
import { socketOptions } from '../../../apps/web/src/realtime/socket-options.js';
import type { Client } from '../../support/client.js';

/** The line as a coach's browser keeps it, by the very code the browser runs. */
export class DeskScreen {
  private readonly room: LiveRoom<null>;
  private readonly socket;

  constructor(coach: Client, deskId: string) {
    this.room = new LiveRoom<null>({ room: 'coach', deskId, load: () => loadLine(coach, deskId), now: Date.now });
    this.socket = io(coach.base, { ...socketOptions, forceNew: true, extraHeaders: { cookie: coach.cookie } });
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

  close(): void {
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

async function loadLine(coach: Client, deskId: string) {
  const { rows, open, resume } = await coach.call('listLine', { deskId, limit: 200 });
  const tickets = [...rows, ...open].map((row): RowChange => ({ kind: 'ticket', id: row.id, version: row.version, row }));
  return { rows: tickets, resume, rest: null };
}
