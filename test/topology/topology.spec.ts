import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { constants } from 'node:os';
import { v7 as uuid } from 'uuid';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Refused } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { LiveClient, until } from '../support/live-client.js';
import { hasNginx, howToGetNginx } from '../support/nginx.js';
import { prioritiesOf } from '../support/priorities.js';
import { hasRedis, howToGetRedis } from '../support/redis.js';
import { demoPassword } from '../support/server.js';
import { Topology } from './topology.js';

const missing = [hasNginx ? '' : howToGetNginx, hasRedis ? '' : howToGetRedis].filter(Boolean).join(', ');
const describeHere = missing === '' ? describe : describe.skip;

describeHere(`two of each process behind the proxy${missing === '' ? '' : ` (${missing})`}`, () => {
  let topology: Topology;
  let coach: Client;
  let deskId: string;
  let issueId: string;

  const signedIn = async (name: string, base = topology.base) => {
    const client = new Client(base);
    await client.call('signIn', { email: `${name}@demo.example`, password: demoPassword });
    return client;
  };
  const at = (base: string, { cookie }: Client) => Object.assign(new Client(base), { cookie });
  const file = (client: Client, id = uuid()) => client.call('fileTicket', { id, deskId, issueId, typedName: 'Somebody New' });
  /** What was cut off comes again under the same id. */
  const fileAsKiosksDo = (client: Client, id = uuid()) =>
    file(client, id).catch(async (error: unknown) => {
      if (error instanceof Refused) throw error;
      await sleep(300);
      return file(client, id);
    });

  /** As whoever upgrades one process after the other waits for it. */
  const realtimeIsReady = async () => {
    const answers = await Promise.all(topology.basesOf('realtime').map((base) => fetch(`${base}/health/ready`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  };

  beforeAll(async () => {
    topology = await Topology.start({ demoPassword });
    coach = await signedIn('coach');
    deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
    issueId = (await coach.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
  }, 60_000);
  afterAll(() => topology.stop());

  it('shows on every realtime process what was filed through any API process', async () => {
    const screens = await Promise.all(topology.basesOf('realtime').map((base) => LiveClient.connect(base, coach.cookie)));
    for (const screen of screens) await screen.watch('coach', deskId);
    for (const base of topology.basesOf('api')) {
      const id = uuid();
      await file(at(base, coach), id);
      for (const screen of screens) await until(() => screen.of('ticket', id).length > 0, 'the ticket on each screen');
    }
    for (const screen of screens) screen.close();
  });

  it('lets all threads of a worker wait for those who answer people', () => {
    expect(prioritiesOf(topology.pidsOf('api'))).toEqual([constants.priority.PRIORITY_NORMAL]);
    expect(prioritiesOf(topology.pidsOf('worker'))).toEqual([constants.priority.PRIORITY_BELOW_NORMAL]);
  });

  it('takes a role away in every process within a second', async () => {
    const [admin, assistant] = [await signedIn('admin'), await signedIn('assistant20')];
    const everywhere = topology.basesOf('api').map((base) => at(base, assistant));
    for (const client of everywhere) expect((await client.call('me', {})).roles).toContain('assistant');
    const { id } = await assistant.call('me', {});
    await admin.call('setRoles', { personId: id, roles: ['student'], skills: [], periods: [] });
    await sleep(1_000);
    for (const client of everywhere) expect((await client.call('me', {})).roles).toEqual(['student']);
  });

  it('answers what an API process has begun before it ends, and refuses nobody meanwhile', async () => {
    const [first = 0] = topology.pidsOf('api');
    let going = true;
    const filed: string[] = [];
    const fileOn = async () => {
      while (going) filed.push((await fileAsKiosksDo(coach)).id);
    };
    const work = [fileOn(), fileOn(), fileOn(), fileOn()];
    await sleep(500);
    process.kill(first, 'SIGTERM');
    await until(() => topology.pidsOf('api').every((pid) => pid !== first), 'another process in its place', 20_000);
    await until(() => filed.length > 50, 'tickets before and after', 30_000);
    going = false;
    await Promise.all(work);
  }, 60_000);

  it('hands the screens of a realtime process that ends over to the other, and nothing is missed', async () => {
    const screens = await Promise.all(Array.from({ length: 6 }, () => Screen.open(topology.base, coach.cookie, deskId)));
    const filed: string[] = [];
    let going = true;
    const fileOn = async () => {
      while (going) {
        filed.push((await file(coach)).id);
        await sleep(10);
      }
    };
    const work = fileOn();
    for (const pid of topology.pidsOf('realtime')) {
      await sleep(300);
      process.kill(pid, 'SIGTERM');
      await until(() => !topology.pidsOf('realtime').includes(pid), 'another process in its place', 20_000);
      await eventually(realtimeIsReady, 30_000);
    }
    await sleep(1_000);
    await until(() => filed.length > 50, 'tickets before, between and after', 30_000);
    going = false;
    await work;
    expect(screens.reduce((total, { handedOver }) => total + handedOver, 0)).toBeGreaterThanOrEqual(6);
    for (const screen of screens) {
      await until(() => filed.every((id) => screen.seen.has(id)), 'every ticket on every screen');
      screen.close();
    }
  }, 60_000);
});

/** A screen that connects again when it loses its connection, and goes on from where it was. */
class Screen {
  readonly seen = new Set<string>();
  handedOver = 0;
  private resume: string | undefined;
  private live: LiveClient | undefined;
  private closed = false;

  static async open(base: string, cookie: string, deskId: string): Promise<Screen> {
    const screen = new Screen();
    await screen.connect(base, cookie, deskId);
    return screen;
  }

  close(): void {
    this.closed = true;
    this.live?.close();
  }

  private async connect(base: string, cookie: string, deskId: string): Promise<void> {
    const live = await LiveClient.connect(base, cookie).catch(() => undefined);
    if (live === undefined) {
      await sleep(100);
      return this.connect(base, cookie, deskId);
    }
    this.live = live;
    live.socket.on('disconnect', () => {
      if (this.closed) return;
      this.handedOver += 1;
      void this.connect(base, cookie, deskId);
    });
    live.socket.on('changes', ({ resume, rows }) => {
      this.resume = resume;
      for (const { id } of rows) this.seen.add(id);
    });
    // What is heard while the answer is under way moves `resume` on.
    const since = this.resume;
    const answer = await live.watch('coach', deskId, since);
    if (!('rows' in answer)) throw new Error('The room was refused.');
    expect(answer.refetch && since !== undefined).toBe(false);
    this.resume = answer.resume;
    for (const { id } of answer.rows) this.seen.add(id);
  }
}
