import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutputOf, RequestOf } from '@firstbell/contracts/operation';
import { operations, type OperationId } from '@firstbell/contracts/operations';
import type { Problem } from '@firstbell/contracts/problem';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Client as Postgres } from 'pg';
import { io, type Socket } from 'socket.io-client';
import { v7 as uuid } from 'uuid';
import { addressOf, Client, Refused } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { until } from '../support/live-client.js';
import { hasNginx, howToGetNginx } from '../support/nginx.js';
import { hasRedis, howToGetRedis } from '../support/redis.js';
import { demoPassword } from '../support/server.js';
import { kinds, migrate, Topology } from '../topology/topology.js';
import { BuiltRelease, lastRelease } from './last-release.js';

const missing = [hasNginx ? '' : howToGetNginx, hasRedis ? '' : howToGetRedis].filter(Boolean).join(', ');
const describeHere = missing === '' ? describe : describe.skip;

let release: BuiltRelease;
let topology: Topology;
let owner: Postgres;
let queue: Queue;
let deskId: string;
let issueId: string;
let coach: PageOfEither;
let assistant: PageOfEither;
/** The assistants' line, by the realtime process of each release. */
let screens: Screen[] = [];

/** One person before the API of each release: the last one, and the present once it has joined. */
const atEach = (client: PageOfEither) =>
  topology.basesOf('api').map((base) => Object.assign(new PageOfEither(base), { cookie: client.cookie }));

const signedIn = async (name: string) => {
  const client = new PageOfEither(topology.basesOf('api')[0] ?? '');
  await client.call('signIn', { email: `${name}@demo.example`, password: demoPassword });
  return client;
};
const file = (client: Client, id = uuid()) => client.call('fileTicket', { id, deskId, issueId, typedName: 'Somebody New' });

/** What the pages do: an answer is taken as it is, since another release's has fields more or fewer. */
class PageOfEither extends Client {
  override async call<K extends OperationId>(id: K, input: RequestOf<(typeof operations)[K]>): Promise<OutputOf<(typeof operations)[K]>> {
    const { status, body } = await this.send(operations[id].method, ...addressOf(id, input));
    if (status !== 200) throw new Refused(body as Problem);
    return body as OutputOf<(typeof operations)[K]>;
  }
}

/** The desk's line on a screen, by what it was told: the state of each ticket. */
class Screen {
  readonly states = new Map<string, string>();

  private constructor(private readonly socket: Socket) {
    socket.on('changes', ({ rows }: { rows: { id: string; row: { state?: string } | null }[] }) => {
      for (const { id, row } of rows) this.states.set(id, row?.state ?? 'gone');
    });
  }

  static async open(base: string, { cookie }: Client): Promise<Screen> {
    const socket = io(base, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders: { cookie } });
    const screen = new Screen(socket);
    expect(await socket.timeout(5_000).emitWithAck('watch', { room: 'desk', deskId })).toMatchObject({ ok: true });
    return screen;
  }

  close(): void {
    this.socket.disconnect();
  }
}

describeHere(`an upgrade while Firstbell works${missing === '' ? '' : ` (${missing})`}`, () => {
  beforeAll(async () => {
    release = BuiltRelease.build(lastRelease());
    topology = await Topology.start({ demoPassword, build: release.folder, replicas: 1 });
    owner = new Postgres({ connectionString: topology.postgres.ownerUrl });
    await owner.connect();
    queue = new Queue('upkeep', { connection: { url: topology.redis.url } });
    [coach, assistant] = [await signedIn('coach'), await signedIn('assistant1')];
    deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
    issueId = (await coach.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
  }, 120_000);
  afterAll(async () => {
    screens.forEach((screen) => screen.close());
    await queue.close();
    await owner.end();
    await topology.stop();
    release.remove();
  });

  it('migrates what the last release left, while its API goes on', async () => {
    const filed: string[] = [];
    let enough = Number.POSITIVE_INFINITY;
    const fileOn = async () => {
      while (filed.length < enough) {
        const id = uuid();
        await untilAnswered(() => file(coach, id));
        filed.push(id);
        await untilAnswered(() => coach.call('listLine', { deskId, limit: 10 }));
      }
    };
    const migrated = migrate('.', topology.postgres).finally(() => {
      enough = filed.length + 20;
    });
    await Promise.all([migrated, fileOn(), fileOn(), fileOn()]);

    await topology.join('.');
    screens = await Promise.all(topology.basesOf('realtime').map((base) => Screen.open(base, assistant)));
    for (const client of atEach(coach)) expect(await client.call('listLine', { deskId, limit: 10 })).toMatchObject({ total: filed.length });
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM ticket');
    expect(rows.map(({ id }) => id).sort()).toEqual(filed.sort());
  }, 60_000);

  it('leaves a ticket to go on through either API, and both show it on their screens', async () => {
    const shownAs = (id: string, state: string) =>
      until(() => screens.every(({ states }) => states.get(id) === state), `${state} on both screens`);
    const [old, present] = atEach(assistant);
    for (const [one, other] of [
      [old, present],
      [present, old],
    ]) {
      if (one === undefined || other === undefined) throw new Error('Both releases should run.');
      const { id } = await file(one);
      await shownAs(id, 'waiting');
      await other.call('claimTicket', { ticketId: id, requestId: uuid(), reason: 'i_know_this_one' });
      await shownAs(id, 'claimed');
      const { feedbackPath } = await one.call('resolveTicket', { ticketId: id, requestId: uuid(), fix: 'Restarted it' });
      await shownAs(id, 'gone');
      const token = feedbackPath.split('/').at(-1) ?? '';
      await other.call('giveFeedbackByLink', { token, requestId: uuid(), fixed: 'no', explained: 'yes', respected: 'yes' });
      for (const client of atEach(coach)) {
        const { reviews } = await client.call('listReviews', {});
        expect(reviews).toContainEqual(expect.objectContaining({ ticketId: id, reason: 'low_feedback' }));
      }
    }
  });

  it('has accounts made by the workers of both', async () => {
    const admin = await signedIn('admin');
    const directory = { kind: 'built_in', domain: 'students.example' } as const;
    await admin.call('saveDirectory', { directory, usernameRule: '{given}.{family}', suspendAfterDays: 14, version: null });
    await owner.query(
      `UPDATE person SET roles = '{teacher}' WHERE account_id IS NULL AND 'student' = ANY (roles)
         AND id NOT IN (SELECT id FROM person WHERE roles = '{student}' AND account_id IS NULL ORDER BY id LIMIT 40)`,
    );
    const { wanted } = await admin.call('wantAccounts', { requestId: uuid() });
    await eventually(async () => expect((await admin.call('listAccounts', { state: 'ready' })).total).toBe(wanted), 30_000);
    const made = await Promise.all(topology.basesOf('worker').map(accountsMadeBy));
    expect(made.every((accounts) => accounts > 0)).toBe(true);
  }, 60_000);

  it('leaves events and jobs alone that a release does not know', async () => {
    const pids = kinds.flatMap((kind) => topology.pidsOf(kind));
    const job = await queue.add('shelf.dust', { shelf: uuid() });
    await owner.query(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version) SELECT id, 'shelf.dusted', 'shelf', gen_random_uuid(), 1 FROM school`,
    );

    const { id } = await file(coach);
    await until(() => screens.every(({ states }) => states.get(id) === 'waiting'), 'the next ticket on both screens');
    const relayed = `SELECT FROM reader_cursor c, event e WHERE c.reader = 'relay' AND e.type = 'shelf.dusted' AND pg_visible_in_snapshot(e.xid, c.snapshot)`;
    await eventually(async () => expect((await owner.query(relayed)).rowCount).toBe(1), 15_000);
    await eventually(async () => expect(await job.getState()).toBe('delayed'), 15_000);
    expect(kinds.flatMap((kind) => topology.pidsOf(kind))).toEqual(pids);
  }, 60_000);
});

const retriedForMs = 5_000;

/** The same wish again for a while when the server could not, as the pages do; what was refused is refused. */
async function untilAnswered<T>(wish: () => Promise<T>): Promise<T> {
  for (const began = performance.now(); ; await sleep(100)) {
    try {
      return await wish();
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.status < 500 || performance.now() - began > retriedForMs) throw error;
    }
  }
}

async function accountsMadeBy(worker: string): Promise<number> {
  const metrics = await (await fetch(`${worker}/metrics`)).text();
  return Number(/^firstbell_job_seconds_count\{name="account\.provision",outcome="done"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}
