import type { RowChange, WatchAnswer } from '@firstbell/contracts/realtime';
import { afterEach, describe, expect, it } from '@jest/globals';
import { LiveRoom, type LoadedList, type RoomHandlers, type RoomSocket } from './live-room.js';
import { rowsOf } from './live-rows.rules.js';

const shown = (id: string, version: number): RowChange => ({
  kind: 'board',
  id,
  version,
  row: { id, version, code: id, showing: 'serving', since: '2026-09-01T08:00:00Z' },
});
const left = (id: string, version: number): RowChange => ({ kind: 'board', id, version, row: null });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A hand-cranked wire: the test decides what the server answers and when the line breaks. */
class Wire implements RoomSocket {
  connected = false;
  handlers: RoomHandlers | null = null;
  readonly watched: (string | undefined)[] = [];
  answer: WatchAnswer = { ok: true, resume: 'r1', refetch: false, rows: [] };
  watch: RoomSocket['watch'] = (request) => {
    this.watched.push(request.resume);
    return Promise.resolve(this.answer);
  };
  unwatch = () => undefined;
  on: RoomSocket['on'] = (handlers) => {
    this.handlers = handlers;
    return () => {
      this.handlers = null;
    };
  };
  async up(): Promise<void> {
    this.connected = true;
    this.handlers?.connected();
    await settled();
  }
  down(): void {
    this.connected = false;
    this.handlers?.disconnected();
  }
  say(resume: string, ...rows: RowChange[]): void {
    this.handlers?.changes({ room: 'board', deskId: null, resume, rows });
  }
}

function openRoom(lists: LoadedList<string>[]) {
  let fetched = 0;
  const room = new LiveRoom<string>({
    room: 'board',
    now: () => 1_000,
    retryMs: 60_000,
    pollMs: 60_000,
    load: () => {
      const list = lists[Math.min(fetched, lists.length - 1)];
      fetched += 1;
      return list === undefined ? Promise.reject(new Error('down')) : Promise.resolve(list);
    },
  });
  const wire = new Wire();
  room.open();
  room.attach(wire);
  opened.push(room);
  const codes = () =>
    rowsOf(room.current().rows, 'board')
      .map((row) => `${row.code}@${String(row.version)}`)
      .sort();
  return { room, wire, codes, fetches: () => fetched };
}

const opened: LiveRoom<string>[] = [];
afterEach(() => opened.splice(0).forEach((room) => room.close()));

describe('a live room', () => {
  it('shows the list before the socket is there, then goes live', async () => {
    const { room, wire, codes } = openRoom([{ rows: [shown('a', 1)], resume: 'r0', rest: 'x' }]);
    await settled();
    expect(codes()).toEqual(['a@1']);
    expect(room.current().phase).toBe('catching-up');
    await wire.up();
    expect(room.current()).toMatchObject({ phase: 'live', asOf: 1_000, rest: 'x' });
  });

  it('continues from the last resume token after a lost connection', async () => {
    const { room, wire, codes, fetches } = openRoom([{ rows: [shown('a', 1)], resume: 'r0', rest: '' }]);
    await settled();
    await wire.up();
    wire.say('r7', shown('b', 1));
    wire.down();
    expect(room.current().phase).toBe('offline');
    expect(codes()).toEqual(['a@1', 'b@1']);
    wire.answer = { ok: true, resume: 'r9', refetch: false, rows: [left('a', 2)] };
    await wire.up();
    expect(wire.watched).toEqual(['r0', 'r7']);
    expect(codes()).toEqual(['b@1']);
    expect(room.current().phase).toBe('live');
    expect(fetches()).toBe(1);
  });

  it('fetches the list again when the token is too old, and when the server asks for it', async () => {
    const { wire, codes, fetches } = openRoom([
      { rows: [shown('a', 1)], resume: 'r0', rest: '' },
      { rows: [shown('b', 1)], resume: 'r5', rest: '' },
      { rows: [shown('c', 1)], resume: 'r6', rest: '' },
    ]);
    await settled();
    wire.answer = { ok: true, resume: 'r4', refetch: true, rows: [] };
    await wire.up();
    expect(codes()).toEqual(['b@1']);
    wire.handlers?.refetch({ room: 'board', deskId: null });
    await settled();
    expect(codes()).toEqual(['c@1']);
    expect(fetches()).toBe(3);
  });

  it('keeps a change that overtook the list being fetched', async () => {
    const { wire, codes, room } = openRoom([{ rows: [shown('a', 3)], resume: 'r0', rest: '' }]);
    await settled();
    await wire.up();
    wire.handlers?.refetch({ room: 'board', deskId: null });
    wire.say('r1', shown('a', 4));
    await settled();
    expect(codes()).toEqual(['a@4']);
    expect(room.current().phase).toBe('live');
  });

  it('keeps a row that came while a list without it was being fetched', async () => {
    const { wire, codes } = openRoom([{ rows: [shown('a', 3)], resume: 'r0', rest: '' }]);
    await settled();
    await wire.up();
    wire.handlers?.refetch({ room: 'board', deskId: null });
    wire.say('r1', shown('b', 1));
    await settled();
    expect(codes()).toEqual(['a@3', 'b@1']);
  });

  it('tries again by itself when the list cannot be fetched, and says so meanwhile', async () => {
    let up = false;
    const room = new LiveRoom<null>({
      room: 'board',
      now: () => 0,
      retryMs: 2,
      load: () => (up ? Promise.resolve({ rows: [shown('a', 1)], rest: null }) : Promise.reject(new Error('down'))),
    });
    room.open();
    await settled();
    expect(room.current().phase).toBe('offline');
    up = true;
    await settled();
    await settled();
    expect(rowsOf(room.current().rows, 'board')).toHaveLength(1);
    room.close();
  });

  it('fetches the list now and then while no socket can be had', async () => {
    let fetched = 0;
    const room = new LiveRoom<null>({
      room: 'board',
      now: () => 0,
      pollMs: 2,
      load: () => {
        fetched += 1;
        return Promise.resolve({ rows: [shown('a', fetched)], rest: null });
      },
    });
    room.open();
    await settled();
    await settled();
    expect(fetched).toBeGreaterThan(1);
    expect(room.current().phase).toBe('catching-up');
    room.close();
  });

  it('says so while the server itself does not hear of changes, and goes on where it was', async () => {
    const { room, wire, codes } = openRoom([{ rows: [shown('a', 1)], resume: 'r0', rest: '' }]);
    await settled();
    await wire.up();
    wire.handlers?.following({ following: false });
    expect(room.current()).toMatchObject({ phase: 'offline', rest: '' });
    expect(codes()).toEqual(['a@1']);
    wire.say('r1', shown('b', 1));
    wire.handlers?.following({ following: true });
    expect(room.current().phase).toBe('live');
    expect(codes()).toEqual(['a@1', 'b@1']);
  });

  it('does not call itself live when it comes to a server that does not hear of changes', async () => {
    const { room, wire } = openRoom([{ rows: [shown('a', 1)], resume: 'r0', rest: '' }]);
    await settled();
    const { watch } = wire;
    wire.watch = (request) => {
      wire.handlers?.following({ following: false });
      return watch(request);
    };
    await wire.up();
    expect(room.current().phase).toBe('offline');
    wire.down();
    wire.watch = watch;
    await wire.up();
    expect(room.current().phase).toBe('live');
  });

  it('fetches a list it could not have, soon after the server hears of changes again', async () => {
    let up = true;
    const room = new LiveRoom<string>({
      room: 'board',
      now: () => 0,
      retryMs: 60_000,
      load: () => (up ? Promise.resolve({ rows: [shown('a', 1)], resume: 'r0', rest: '' }) : Promise.reject(new Error('down'))),
    });
    const wire = new Wire();
    room.open();
    room.attach(wire);
    opened.push(room);
    await settled();
    await wire.up();
    up = false;
    wire.handlers?.following({ following: false });
    wire.handlers?.refetch({ room: 'board', deskId: null });
    await settled();
    up = true;
    wire.handlers?.following({ following: true });
    expect(room.current().phase).toBe('offline');
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expect(room.current().phase).toBe('live');
  });

  it('is not live by a fetched list alone when the server did not let it in', async () => {
    const { room, wire } = openRoom([{ rows: [shown('a', 1)], resume: 'r0', rest: '' }]);
    await settled();
    wire.answer = { ok: false, problem: { type: '', title: '', status: 503, code: 'server.away', detail: 'Away.' } };
    await wire.up();
    room.refetch();
    await settled();
    expect(room.current().phase).toBe('catching-up');
  });

  it('ignores changes of another room', async () => {
    const { wire, codes } = openRoom([{ rows: [], resume: 'r0', rest: '' }]);
    await settled();
    await wire.up();
    wire.handlers?.changes({ room: 'desk', deskId: null, resume: 'x', rows: [shown('a', 1)] });
    expect(codes()).toEqual([]);
  });
});
