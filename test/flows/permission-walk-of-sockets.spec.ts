import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, type Role } from '@firstbell/contracts/operation';
import { clientEvents, roomAccess, rooms, type Room } from '@firstbell/contracts/realtime';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { isOfDesk, isOfPerson } from '../../apps/realtime/src/room-address.rules.js';
import type { Client } from '../support/client.js';
import { aWhile, LiveClient, until } from '../support/live-client.js';
import type { TestServer } from '../support/server.js';
import { startServerWithWorker } from '../support/server-with-worker.js';
import { sessionOf, somebodyOf, type Somebody } from '../support/somebody.js';

interface School {
  readonly id: string;
  readonly deskId: string;
}
/** For each role two of one school, and a stranger of another. */
interface Three {
  readonly one: Somebody;
  readonly other: Somebody;
  readonly stranger: Somebody;
}

let server: TestServer;
let postgres: Postgres;
let school: School;
let elsewhere: School;
let issueId: string;
let admin: Client;
let coach: Client;
let kiosk: Client;
let everybody: Map<Role, Three>;
const open: LiveClient[] = [];

beforeAll(async () => {
  server = await startServerWithWorker();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
  [coach, kiosk, admin] = [await server.signedIn('coach'), await server.paired('kiosk'), await server.signedIn('admin')];
  const me = await coach.call('me', {});
  school = { id: me.school.id, deskId: me.desks[0]?.id ?? '' };
  issueId = (await coach.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
  const south = await (await server.signedIn('admin')).call('createSchool', { name: 'South', timeZone: 'America/New_York' });
  elsewhere = { id: south.school.id, deskId: south.desks[0]?.id ?? '' };
  everybody = new Map();
  for (const role of roles) {
    const [one, other] = [await somebodyOf(postgres, role, school), await somebodyOf(postgres, role, school)];
    everybody.set(role, { one, other, stranger: await somebodyOf(postgres, role, elsewhere) });
  }
}, 60_000);
afterEach(() => {
  for (const screen of open.splice(0)) screen.close();
});
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

const of = (role: Role): Three => {
  const three = everybody.get(role);
  if (three === undefined) throw new Error(`Nobody is ${role}.`);
  return three;
};

async function screenOf(somebody: Somebody, expiresIn?: string): Promise<LiveClient> {
  const screen = await LiveClient.connect(server.base, await sessionOf(postgres, somebody, expiresIn));
  open.push(screen);
  return screen;
}

const watch = (screen: LiveClient, room: Room, { deskId }: School) => screen.watch(room, isOfDesk(room) ? deskId : undefined);
const unwatch = (screen: LiveClient, room: Room, { deskId }: School) =>
  screen.socket.emit('unwatch', isOfDesk(room) ? { room, deskId } : { room });

async function entered(somebody: Somebody, room: Room): Promise<LiveClient> {
  const screen = await screenOf(somebody);
  expect(await watch(screen, room, school)).toMatchObject({ ok: true });
  return screen;
}

const hasHeard = ({ heard, refetches, lookers }: LiveClient): boolean => heard.length + refetches.length + lookers.length > 0;

async function filed(): Promise<string> {
  return (await kiosk.call('fileTicket', { id: uuid(), issueId, typedName: 'Somebody New' })).id;
}
async function ticketMoves(): Promise<void> {
  await coach.call('claimTicket', { ticketId: await filed(), requestId: uuid() });
}

/** Something of the school that is told in this room; in a room of one person it is told to `one` of the role alone. */
const happening: Record<Room, (role: Role) => Promise<unknown>> = {
  desk: ticketMoves,
  coach: ticketMoves,
  board: ticketMoves,
  kiosk: ticketMoves,
  rollout: ticketMoves,
  mine: async (role) => {
    const writer = role === 'coach' ? Object.assign(server.client(), { cookie: await sessionOf(postgres, of(role).one) }) : coach;
    return writer.call('writeCoachNote', { id: uuid(), toPersonId: of('assistant').one.id, body: 'You explained that well.' });
  },
  my_tickets: async (role) => {
    const student = Object.assign(server.client(), { cookie: await sessionOf(postgres, of(role).one) });
    return student.call('fileMyTicket', { id: uuid(), issueId });
  },
  imports: () =>
    fetch(`${server.base}/api/devices/imports?${new URLSearchParams({ id: uuid(), fileName: 'a.csv', preset: 'snipeit' }).toString()}`, {
      method: 'POST',
      body: 'Asset Tag,Model,Serial\nLT-1,Spin 511,S-1\n',
      headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream' },
    }),
  circulation: () => admin.call('createCart', { id: uuid(), name: uuid(), slots: 4 }),
  mail: async () => {
    const { sender } = await admin.call('mailSender', {});
    return admin.call('saveMailSender', {
      ...{ preset: 'own', host: 'mail.school.example', port: 587, security: 'starttls', signIn: 'none' },
      ...{ fromAddress: 'desk@school.example', perMinute: 30, perDay: 1_000, connections: 1, version: sender?.version ?? 0 },
    });
  },
};

describe('a screen of every role', () => {
  it('connects with a session that is there, not over, of somebody who is still here', async () => {
    for (const role of roles) {
      const gone = await somebodyOf(postgres, role, school);
      const cookies = {
        over: await sessionOf(postgres, of(role).one, '-1 second'),
        gone: await sessionOf(postgres, gone),
        made: `firstbell_session=${uuid()}`,
        none: '',
      };
      (await LiveClient.connect(server.base, await sessionOf(postgres, gone))).close();
      await postgres.query(`UPDATE station SET unpaired_at = now() WHERE id = $1`, [gone.id]);
      await postgres.query(`UPDATE person SET status = 'removed' WHERE id = $1`, [gone.id]);
      for (const [session, cookie] of Object.entries(cookies)) {
        const { code } = await LiveClient.refusal(server.base, cookie);
        expect({ role, session, code }).toEqual({ role, session, code: 'session.needed' });
      }
    }
  });

  it('asks for nothing that is not walked here', () => {
    expect(Object.keys(clientEvents).sort()).toEqual(['looking', 'unwatch', 'watch']);
  });
});

describe('the room', () => {
  it.each(rooms)('%s is heard by who may watch it, in their own school, until they leave, and by nobody else', async (room) => {
    const inside: [Role, LiveClient][] = [];
    const outside: [string, LiveClient][] = [];
    for (const role of roles) {
      const { one, other, stranger } = of(role);
      const ok = roomAccess[room].includes(role);
      const screens = { one: await screenOf(one), other: await screenOf(other), stranger: await screenOf(stranger) };
      for (const [who, screen] of Object.entries(screens)) {
        const [own, theirs] = who === 'stranger' ? [elsewhere, school] : [school, elsewhere];
        expect({ role, who, answer: await watch(screen, room, own) }).toMatchObject({ role, who, answer: { ok } });
        if (isOfDesk(room)) expect({ role, who, answer: await watch(screen, room, theirs) }).toMatchObject({ answer: { ok: false } });
      }
      unwatch(screens.other, room, school);
      unwatch(screens.stranger, room, school);
      // Answered after what was sent before it.
      for (const screen of [screens.other, screens.stranger]) await screen.ask({});
      (ok ? inside : outside).push([role, screens.one]);
      outside.push([`${role} who left`, screens.other], [`${role} of another school`, screens.stranger]);
      if (isOfPerson(room) && ok) outside.push([`another ${role}`, await entered(other, room)]);
    }
    for (const [role] of inside) await happening[room](role);
    await until(() => inside.every(([, screen]) => hasHeard(screen)), `all in the room ${room} to hear of it`);
    await aWhile();
    expect(outside.filter(([, screen]) => hasHeard(screen)).map(([who]) => who)).toEqual([]);
  });
});

describe('looking at a ticket', () => {
  it('is seen of who works at its desk, and ended by nobody but them', async () => {
    const [here, there] = [await entered(of('coach').one, 'coach'), await screenOf(of('coach').stranger)];
    expect(await watch(there, 'coach', elsewhere)).toMatchObject({ ok: true });
    const ticketId = await filed();
    const seen = roles.filter((role) => roomAccess.desk.includes(role));
    for (const role of roles) {
      const [screen, stranger] = [await screenOf(of(role).one), await screenOf(of(role).stranger)];
      screen.socket.emit('looking', { deskId: school.deskId, ticketId });
      for (const { deskId } of [school, elsewhere]) stranger.socket.emit('looking', { deskId, ticketId });
      for (const one of [screen, stranger]) await one.ask({});
    }
    await until(() => here.lookers.length === seen.length, 'those who work at the desk');
    const another = await screenOf(of('assistant').other);
    another.socket.emit('looking', { deskId: school.deskId, ticketId: null });
    await another.ask({});
    await aWhile();
    expect(here.lookers).toHaveLength(seen.length);
    expect(here.lookers.every(({ names }) => names.length > 0)).toBe(true);
    expect(there.lookers).toEqual([]);
  });
});
