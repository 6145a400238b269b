import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Room } from '@firstbell/contracts/realtime';
import { Database, EventTail, parseResumeToken, resumeToken } from '@firstbell/platform';
import { Socket as NetSocket } from 'node:net';
import { Client as PgClient } from 'pg';
import { v7 as uuid } from 'uuid';
import type { Client } from '../../../test/support/client.js';
import { eventually } from '../../../test/support/eventually.js';
import { aWhile, LiveClient, until } from '../../../test/support/live-client.js';
import { startTestServer, type TestServer } from '../../../test/support/server.js';
import { CatchUp } from './catch-up.js';
import { ChangedRows } from './changed-rows.js';
import { LiveRooms } from './live-rooms.js';
import { OverdueSessions } from './overdue-sessions.js';
import { RealtimeModule } from './realtime.module.js';
import { isOfDesk } from './room-address.rules.js';
import { SlowClients } from './slow-clients.js';
import { SocketAdapter } from './socket-adapter.js';

let server: TestServer;
let liveRooms: LiveRooms;
let slowClients: SlowClients;
let owner: PgClient;
let coach: Client;
let ana: Client;
let ben: Client;
let kiosk: Client;
let deskId: string;
let schoolId: string;
let issueId: string;
let parts: { database: Database; tail: EventTail; changedRows: ChangedRows };
const otherSchool = { id: uuid(), deskId: uuid() };
const open: LiveClient[] = [];

/** A screen of this client, closed after the test. */
async function screen(of: Client): Promise<LiveClient> {
  const client = await LiveClient.connect(server.base, of.cookie);
  open.push(client);
  return client;
}

async function watching(of: Client, room: Room, resume?: string): Promise<LiveClient & { resume: string }> {
  const client = await screen(of);
  const answer = await client.watch(room, isOfDesk(room) ? deskId : undefined, resume);
  if (!answer.ok) throw new Error(answer.problem.detail);
  return Object.assign(client, { resume: answer.resume });
}

async function file(more: { wantsAdult?: boolean } = {}): Promise<string> {
  const id = uuid();
  await kiosk.call('fileTicket', { id, issueId, typedName: `New ${id.slice(-4)}`, ...more });
  return id;
}

/** Filed, and told to those who are there. */
async function fileAndTell(more: { wantsAdult?: boolean } = {}): Promise<string> {
  const present = await watching(coach, 'coach');
  const id = await file(more);
  await until(() => present.of('ticket', id).length > 0, 'those who are there to be told');
  return id;
}

const take = (who: Client, ticketId: string) => who.call('claimTicket', { ticketId, requestId: uuid(), reason: 'i_know_this_one' });

beforeAll(async () => {
  server = await startTestServer([RealtimeModule], (app, env) => {
    app.useWebSocketAdapter(new SocketAdapter(app, env));
    liveRooms = app.get(LiveRooms);
    slowClients = app.get(SlowClients);
    app.get(OverdueSessions).betweenMs = 100;
    parts = { database: app.get(Database), tail: app.get(EventTail), changedRows: app.get(ChangedRows) };
  });
  owner = new PgClient({ connectionString: server.database.ownerUrl });
  await owner.connect();
  [coach, ana, ben, kiosk] = [
    await server.signedIn('coach'),
    await server.signedIn('assistant1'),
    await server.signedIn('assistant2'),
    await server.paired('kiosk'),
  ];
  const me = await coach.call('me', {});
  deskId = me.desks[0]?.id ?? '';
  schoolId = (await owner.query<{ id: string }>('SELECT id FROM school')).rows[0]?.id ?? '';
  const { issues } = await coach.call('listIssues', {});
  issueId = issues.find((issue) => issue.audience === 'desk' && issue.skill === null)?.id ?? '';
  await owner.query(
    `INSERT INTO school (id, name, time_zone, settings) SELECT $1, 'Elsewhere', time_zone, settings FROM school WHERE id = $2`,
    [otherSchool.id, schoolId],
  );
  await owner.query(`INSERT INTO desk (school_id, id, name, letter) VALUES ($1, $2, 'Help desk', 'X')`, [
    otherSchool.id,
    otherSchool.deskId,
  ]);
}, 60_000);

afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

afterAll(async () => {
  await owner.end();
  await server.stop();
});

describe('who gets in', () => {
  it('is nobody without a session, told so as a problem', async () => {
    expect(await LiveClient.refusal(server.base, '')).toMatchObject({ status: 401, code: 'session.needed' });
    expect(await LiveClient.refusal(server.base, 'firstbell_session=not-one-of-ours-at-all')).toMatchObject({ code: 'session.needed' });
  });

  it('is no page of another site, whatever cookie it brings', async () => {
    await expect(LiveClient.connect(server.base, ana.cookie, { origin: 'https://evil.example' })).rejects.toThrow();
    (await LiveClient.connect(server.base, ana.cookie, { origin: server.base })).close();
  });

  it('is told which field was wrong when the request does not fit', async () => {
    const socket = await screen(ana);
    const bad: [unknown, string][] = [
      [null, '(input)'],
      ['desk', '(input)'],
      [{}, 'room'],
      [{ room: 'staff' }, 'room'],
      [{ room: 'desk', deskId: 7 }, 'deskId'],
      [{ room: 'desk' }, 'deskId'],
      [{ room: 'desk', deskId: "1'; DROP TABLE ticket" }, 'deskId'],
      [{ room: 'desk', deskId, resume: { a: 1 } }, 'resume'],
      [{ room: 'desk', deskId, resume: 'x'.repeat(4_001) }, 'resume'],
    ];
    for (const [request, field] of bad) expect(await socket.ask(request)).toMatchObject({ ok: false, problem: { status: 400, field } });
    expect((await socket.watch('desk', deskId)).ok).toBe(true);
  });
});

describe('a watched desk', () => {
  it('sees a ticket come, be taken and go, each with a higher version, and the board sees its code only', async () => {
    const [desk, board] = [await watching(ana, 'desk'), await watching(kiosk, 'board')];
    const id = await file();
    await until(() => desk.of('ticket', id).length === 1, 'the filed ticket');
    await take(ana, id);
    await until(() => board.of('board', id).length === 1, 'the code on the board');
    await ana.call('resolveTicket', { ticketId: id, requestId: uuid(), fix: 'another charger' });
    await until(() => desk.of('ticket', id).length === 3 && board.of('board', id).length === 2, 'the end of the ticket');

    const rows = desk.of('ticket', id);
    expect(rows.map((change) => (change.kind === 'ticket' ? (change.row?.state ?? 'gone') : 'other'))).toEqual([
      'waiting',
      'claimed',
      'gone',
    ]);
    expect(rows.map((change) => change.version)).toEqual([1, 2, 3]);
    const [shown, gone] = board.of('board', id);
    expect(Object.keys(shown?.row ?? {}).sort()).toEqual(['code', 'id', 'showing', 'since', 'version']);
    expect(gone).toMatchObject({ row: null, version: 3 });
    expect(JSON.stringify(board.heard)).not.toMatch(/New /);
  });

  it('never hears of a private ticket, neither at the desk nor on the board; the coach does', async () => {
    const [desk, board, forCoach] = [await watching(ana, 'desk'), await watching(kiosk, 'board'), await watching(coach, 'coach')];
    const id = await file({ wantsAdult: true });
    await until(() => forCoach.of('ticket', id).length === 1, 'the private ticket at the coach');
    await take(coach, id);
    await until(() => forCoach.of('ticket', id).length === 2, 'the claim');
    await aWhile();
    expect([...desk.of('ticket', id), ...board.of('board', id)].filter((change) => change.row !== null)).toEqual([]);
    expect(forCoach.rows.some((change) => change.kind === 'review' && change.row?.ticketId === id)).toBe(true);
    expect(desk.rows.some((change) => change.kind === 'review')).toBe(false);
  });

  it('sees who goes on duty and off, the freeze, and that the catalogue changed', async () => {
    const [desk, atKiosk] = [await watching(ana, 'desk'), await watching(kiosk, 'kiosk')];
    const { id: benId } = await ben.call('me', {});
    await ben.call('endDuty', { deskId });
    await ben.call('startDuty', { deskId });
    await until(() => desk.of('duty', benId).some((change) => change.row !== null), 'Ben on duty');
    await ben.call('endDuty', { deskId });
    await until(() => desk.of('duty', benId).at(-1)?.row === null, 'Ben off duty');
    await coach.call('freezeDesk', { deskId });
    await until(() => atKiosk.rows.some((change) => change.kind === 'desk' && change.row?.frozenAt !== null), 'the freeze');
    await coach.call('thawDesk', { deskId });
    await until(() => desk.rows.some((change) => change.kind === 'desk' && change.row?.frozenAt === null), 'the thaw');
    await owner.query(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version) VALUES ($1, 'issue.changed', 'issue', $2, 2)`,
      [schoolId, issueId],
    );
    await until(() => atKiosk.of('catalogue', issueId).length === 1, 'the catalogue');
  });

  it('gives a coach’s note to the two it is between and to nobody else', async () => {
    const [mine, hers, others] = [await watching(ana, 'mine'), await watching(coach, 'mine'), await watching(ben, 'mine')];
    const { id: anaId } = await ana.call('me', {});
    const id = uuid();
    await coach.call('writeCoachNote', { id, toPersonId: anaId, body: 'You explained that well.' });
    await until(() => mine.of('note', id).length === 1 && hers.of('note', id).length === 1, 'the note');
    await aWhile();
    expect(others.rows).toEqual([]);
  });

  it('sees who looks at a ticket until they look away or leave, private ones at the coach only', async () => {
    const [desk, other, forCoach] = [await watching(ana, 'desk'), await watching(ben, 'desk'), await watching(coach, 'coach')];
    const id = await file();
    const secret = await file({ wantsAdult: true });
    other.socket.emit('looking', { deskId, ticketId: id });
    await until(() => desk.lookers.length === 1, 'somebody looking');
    const late = await watching(coach, 'desk');
    await until(() => late.lookers.length === 1, 'the newcomer to hear of it');
    other.close();
    await until(() => desk.lookers.length === 2, 'nobody looking');
    expect(desk.lookers.map((look) => look.names.length)).toEqual([1, 0]);
    forCoach.socket.emit('looking', { deskId, ticketId: secret });
    desk.socket.emit('looking', { deskId, ticketId: secret });
    await until(() => forCoach.lookers.some((look) => look.ticketId === secret), 'the coach looking');
    await aWhile();
    expect(desk.lookers.some((look) => look.ticketId === secret)).toBe(false);
    expect(forCoach.lookers.filter((look) => look.ticketId === secret)).toEqual([
      { deskId, ticketId: secret, names: [expect.any(String)] },
    ]);
  });
});

describe('a screen that was away', () => {
  it('is told what changed since its token, with tombstones of what left', async () => {
    const before = await file();
    const { resume } = await ana.call('listLine', { deskId });
    await take(coach, before);
    await coach.call('resolveTicket', { ticketId: before, requestId: uuid(), fix: 'restarted' });
    const since = await fileAndTell();

    const answer = await (await screen(ana)).watch('desk', deskId, resume);
    if (!answer.ok) throw new Error(answer.problem.detail);
    expect(answer.refetch).toBe(false);
    expect(
      answer.rows.filter((change) => change.kind === 'ticket').map(({ id, version, row }) => ({ id, version, here: row !== null })),
    ).toEqual(
      expect.arrayContaining([
        { id: before, version: 3, here: false },
        { id: since, version: 1, here: true },
      ]),
    );
    await eventually(async () => {
      const again = await (await screen(ana)).watch('desk', deskId, answer.resume);
      if (again.ok) answer.resume = again.resume;
      expect(again).toMatchObject({ ok: true, refetch: false, rows: [] });
    }, 2_000);
  });

  it('takes no part in a reading of others that began before something was told', async () => {
    const { resume } = await ana.call('listLine', { deskId });
    let letRead: () => void = () => undefined;
    const held = new Promise<void>((fulfil) => {
      letRead = fulfil;
    });
    const { database, tail, changedRows } = parts;
    const slow: Pick<ChangedRows, 'of'> = {
      of: async (...asked) => {
        await held;
        return changedRows.of(...asked);
      },
    };
    const catchUp = new CatchUp(database, tail, slow as ChangedRows);
    tail.subscribe((events, snapshot) => {
      catchUp.hear(events, snapshot);
    });
    const rooms = [{ room: 'desk', of: deskId }] as const;
    const [before, first] = [await fileAndTell(), catchUp.since(schoolId, rooms, resume)];
    const [after, second] = [await fileAndTell(), catchUp.since(schoolId, rooms, resume)];
    letRead();
    expect((await first).rows.map(({ id }) => id)).toContain(before);
    expect((await second).rows.map(({ id }) => id)).toEqual(expect.arrayContaining([before, after]));
  });

  it('is told nothing of other rooms: private tickets and reviews stay with the coach', async () => {
    const { resume } = await ana.call('listLine', { deskId });
    const secret = await fileAndTell({ wantsAdult: true });
    const [desk, forCoach] = [
      await (await screen(ana)).watch('desk', deskId, resume),
      await (await screen(coach)).watch('coach', deskId, resume),
    ];
    if (!desk.ok || !forCoach.ok) throw new Error('refused');
    expect(desk.rows.filter((change) => change.id === secret || change.kind === 'review')).toEqual([]);
    const about = (change: object) => expect.objectContaining(change);
    expect(forCoach.rows).toEqual(
      expect.arrayContaining([about({ kind: 'ticket', id: secret }), about({ kind: 'review', row: about({ ticketId: secret }) })]),
    );
  });

  it('fetches anew when its token is of another epoch, of another database, no token, or too old', async () => {
    const { resume } = await ana.call('listLine', { deskId });
    const point = parseResumeToken(resume);
    if (point === undefined) throw new Error('no token');
    const socket = await screen(ana);
    const ahead = '900000000000:900000000000:';
    for (const token of [undefined, 'garbage', resumeToken(uuid(), point.snapshot), resumeToken(point.epoch, ahead)]) {
      expect(await socket.watch('desk', deskId, token)).toMatchObject({ ok: true, refetch: true, rows: [] });
    }
    await owner.query(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version) SELECT $1, 'desk.statistics', 'desk', $2, n FROM generate_series(1, 5001) n`,
      [schoolId, deskId],
    );
    await fileAndTell();
    expect(await socket.watch('desk', deskId, resume)).toMatchObject({ ok: true, refetch: true });
  });

  it('misses nothing and sees no version go back while it comes and goes under load', async () => {
    const stop = { now: false };
    const known = new Map<string, { version: number; here: boolean }>();
    const backwards: string[] = [];
    const apply = (rows: readonly { kind: string; id: string; version: number; row: unknown }[]) => {
      for (const { kind, id, version, row } of rows) {
        if (kind !== 'ticket') continue;
        if (version < (known.get(id)?.version ?? 0)) continue;
        known.set(id, { version, here: row !== null });
      }
    };
    const list = await ana.call('listLine', { deskId });
    apply([...list.rows, ...list.open].map((row) => ({ kind: 'ticket', id: row.id, version: row.version, row })));
    let resume = list.resume;

    const working = Promise.all(
      [ana, ben].map(async (who) => {
        for (let n = 0; n < 25; n += 1) {
          const id = await file();
          await take(who, id);
          if (n % 3 === 0) await who.call('releaseTicket', { ticketId: id, requestId: uuid() });
          else await who.call('resolveTicket', { ticketId: id, requestId: uuid(), fix: 'restarted' });
        }
      }),
    ).finally(() => {
      stop.now = true;
    });

    let visits = 0;
    let last: boolean;
    do {
      last = stop.now;
      const socket = await screen(ana);
      const seen = new Map<string, number>();
      socket.socket.on('changes', (message) => {
        for (const { kind, id, version } of message.rows) {
          if (version < (seen.get(`${kind} ${id}`) ?? 0)) backwards.push(`${kind} ${id} ${version}`);
          seen.set(`${kind} ${id}`, version);
        }
        apply(message.rows);
        resume = message.resume;
      });
      const answer = await socket.watch('desk', deskId, resume);
      if (!answer.ok || answer.refetch) throw new Error('was told to fetch anew');
      apply(answer.rows);
      if (socket.heard.length === 0) resume = answer.resume;
      await aWhile();
      socket.close();
      visits += 1;
    } while (!last);
    await working;

    const { rows: line, open: worked } = await ana.call('listLine', { deskId, limit: 200 });
    const truth = new Map([...line, ...worked].map((row) => [row.id, row.version]));
    expect(new Map([...known].filter(([, { here }]) => here).map(([id, { version }]) => [id, version]))).toEqual(truth);
    expect(backwards).toEqual([]);
    expect(visits).toBeGreaterThan(2);
  }, 90_000);
});

describe('a session that ends', () => {
  it('ends its sockets at once: signed out, unpaired, other roles', async () => {
    const leaving = await server.signedIn('assistant5');
    const leavingScreen = await watching(leaving, 'desk');
    await leaving.call('signOut', {});
    await until(() => leavingScreen.ended === 'signed_out' && !leavingScreen.socket.connected, 'the end after sign-out');

    const board = await server.paired('board');
    const boardScreen = await watching(board, 'board');
    const { stations } = await coach.call('listStations', {});
    const before = performance.now();
    await coach.call('unpairStation', { stationId: stations.filter((station) => station.kind === 'board').at(-1)?.id ?? '' });
    for (const station of stations.filter((other) => other.kind === 'board').slice(0, -1))
      await coach.call('unpairStation', { stationId: station.id });
    await until(() => boardScreen.ended === 'unpaired' && !boardScreen.socket.connected, 'the end after unpairing');
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await LiveClient.refusal(server.base, board.cookie)).toMatchObject({ code: 'session.needed' });

    const other = await server.signedIn('assistant6');
    const otherScreen = await watching(other, 'desk');
    const { id: otherId } = await other.call('me', {});
    await owner.query(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version) VALUES ($1, 'person.roles_changed', 'person', $2, 2)`,
      [schoolId, otherId],
    );
    await until(() => otherScreen.ended === 'roles_changed' && !otherScreen.socket.connected, 'the end after other roles');
  });

  it('ends those of adults when their school begins to demand a second factor, and students’ stay', async () => {
    const [adult, student] = [await server.signedIn('leader1'), await server.signedIn('assistant7')];
    const [adultScreen, studentScreen] = [
      await LiveClient.connect(server.base, adult.cookie),
      await LiveClient.connect(server.base, student.cookie),
    ];
    await owner.query(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version) VALUES ($1, 'second_factor.demand_changed', 'school', $1, 2)`,
      [schoolId],
    );
    await until(() => adultScreen.ended === 'roles_changed' && !adultScreen.socket.connected, 'the end after the demand');
    expect([studentScreen.ended, studentScreen.socket.connected]).toEqual([undefined, true]);
    studentScreen.close();
  });

  it('leaves alone whoever comes after it, also when the clock has been set back meanwhile', async () => {
    const adult = await server.signedIn('coach');
    const before = await LiveClient.connect(server.base, adult.cookie);
    await owner.query(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version) VALUES ($1, 'second_factor.demand_changed', 'school', $1, 3)`,
      [schoolId],
    );
    await until(() => before.ended === 'roles_changed', 'the end after the demand');
    const now = Date.now.bind(Date);
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000);
    try {
      const after = await screen(adult);
      expect((await after.watch('desk', deskId)).ok).toBe(true);
      expect([after.ended, after.socket.connected]).toEqual([undefined, true]);
    } finally {
      clock.mockRestore();
    }
  });
});

describe('a session that nobody uses', () => {
  /** Signed in that long ago, and over in an hour. */
  async function unused(holder: 'person_id' | 'station_id', ago = '2 days'): Promise<Client & { id: string }> {
    const [client, secret, id] = [server.client(), uuid(), uuid()];
    await owner.query(
      `INSERT INTO session (id_hash, id, school_id, person_id, station_id, created_at, seen_at, expires_at)
       SELECT sha256($1::text::bytea), $2, school_id, person_id, station_id, now() - $3::interval, now() - interval '11 hours', now() + interval '1 hour'
       FROM session WHERE ${holder} IS NOT NULL AND ended_at IS NULL ORDER BY created_at LIMIT 1`,
      [secret, id, ago],
    );
    client.cookie = `firstbell_session=${secret}`;
    return Object.assign(client, { id });
  }
  const hoursLeft = async ({ id }: { id: string }): Promise<number> => {
    const { rows } = await owner.query<{ hours: number }>(
      `SELECT round(extract(epoch FROM expires_at - now()) / 3600)::int AS hours FROM session WHERE id = $1`,
      [id],
    );
    return rows[0]?.hours ?? 0;
  };

  it('is used by what a person asks, not by its socket or by what a page asks while nobody is there', async () => {
    const [watched, left, used] = [await unused('person_id'), await unused('person_id'), await unused('person_id')];
    await screen(watched);
    for (let n = 0; n < 3; n += 1) await left.send('GET', '/api/me', undefined, { 'firstbell-unattended': '1' });
    await used.call('me', {});
    expect([await hoursLeft(watched), await hoursLeft(left), await hoursLeft(used)]).toEqual([1, 1, 12]);
  });

  it('lives no longer by being used than seven days in all', async () => {
    const old = await unused('person_id', '6 days 20 hours');
    await old.call('me', {});
    expect(await hoursLeft(old)).toBe(4);
  });

  it('is used by a screen on the wall for as long as it is on', async () => {
    const board = await unused('station_id');
    await screen(board);
    expect(await hoursLeft(board)).toBe(120 * 24);
  });

  it('ends its sockets when it is over, told so, and no other', async () => {
    const [forgotten, used] = [await unused('person_id'), await unused('person_id')];
    const screens = [await screen(forgotten), await screen(forgotten), await screen(used)];
    await aWhile();
    expect(screens.map(({ socket }) => socket.connected)).toEqual([true, true, true]);

    await owner.query(`UPDATE session SET expires_at = now() - interval '1 second' WHERE id = $1`, [forgotten.id]);
    await until(() => screens.slice(0, 2).every(({ ended, socket }) => ended === 'expired' && !socket.connected), 'the end by time');
    expect([screens[2]?.ended, screens[2]?.socket.connected]).toEqual([undefined, true]);
    expect(await LiveClient.refusal(server.base, forgotten.cookie)).toMatchObject({ code: 'session.needed' });
    expect((await forgotten.send('GET', '/api/me')).status).toBe(401);
  });

  it('ends its sockets, too, when nothing is left of it in the database', async () => {
    const gone = await unused('person_id');
    const left = await screen(gone);
    await owner.query(`DELETE FROM session WHERE id = $1`, [gone.id]);
    await until(() => left.ended === 'expired', 'the end of a session that is gone');
  });
});

describe('a client that does not read', () => {
  it('is dropped instead of filling the server’s memory, while the others go on', async () => {
    const [slow, quick] = [await watching(ana, 'desk'), await watching(ben, 'desk')];
    const stream: unknown = Reflect.get(Reflect.get(slow.socket.io.engine.transport, 'ws') ?? {}, '_socket');
    if (!(stream instanceof NetSocket)) throw new Error('no socket to pause');
    stream.pause();
    const row = (await ana.call('listLine', { deskId })).rows[0] ?? null;
    const rows = Array.from({ length: 60 }, () => ({ kind: 'ticket' as const, id: row?.id ?? '', version: 1, row }));
    const droppedBefore = slowClients.count;
    let said = 0;
    for (; said < 4_000 && slowClients.count === droppedBefore; said += 1) {
      liveRooms.say(schoolId, { room: 'desk', of: deskId }, quick.resume, rows);
      if (said % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(slowClients.count).toBe(droppedBefore + 1);
    await until(() => quick.heard.length === said, 'everything at the quick client', 20_000);
    expect(quick.socket.connected).toBe(true);
  });
});
