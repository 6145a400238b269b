import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres/index.js';
import { turnOnSecondFactor } from '../support/authenticator.js';
import { Client } from '../support/client.js';
import { demoPassword } from '../support/demo-password.js';
import { eventually } from '../support/eventually.js';
import { startInstallation, type Installation } from '../support/installation.js';
import { LiveClient, until } from '../support/live-client.js';
import { hasNginx, howToGetNginx, startNginx, type TestNginx } from '../support/nginx.js';
import { hasRedis, howToGetRedis, startRedis, type TestRedis } from '../support/redis.js';
import { plainEnvironment, ScaledProcesses } from '../support/scaled-processes.js';

const missing = [hasNginx ? '' : howToGetNginx, hasRedis ? '' : howToGetRedis].filter(Boolean).join(', ');
const describeHere = missing === '' ? describe : describe.skip;

/** As an administrator types it, in a terminal of its own. */
const firstbell = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  promisify(execFile)(process.execPath, [resolve('dist/apps/standalone/src/cli/main.js'), ...args], {
    env: { ...plainEnvironment(), ...env },
  });

describeHere(`a school that grows out of one computer${missing === '' ? '' : ` (${missing})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-moving-'));
  let small: Installation;
  let postgres: EmbeddedPostgres;
  let redis: TestRedis;
  let processes: ScaledProcesses | undefined;
  let proxy: TestNginx | undefined;
  let owner: Postgres;

  beforeAll(async () => {
    [small, postgres, redis] = await Promise.all([startInstallation(), EmbeddedPostgres.start(folder), startRedis()]);
    owner = new Postgres({ connectionString: postgres.ownerUrl });
    await owner.connect();
  }, 60_000);
  afterAll(async () => {
    await owner.end();
    await proxy?.stop();
    await processes?.stop();
    await Promise.all([small.stop(), postgres.stop(), redis.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes everything along by backup and restore: tickets, paired screens, second factors; and goes on with all of its parts', async () => {
    const [coach, admin] = [await small.signedIn('coach'), await small.signedIn('admin')];
    const deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
    const { issues } = await coach.call('listIssues', {});
    const issueId = issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
    const file = async (by: Client) => (await by.call('fileTicket', { id: uuid(), deskId, issueId, typedName: 'Somebody New' })).id;
    const filed = [await file(coach), await file(coach)];
    const { phone } = await turnOnSecondFactor(admin, demoPassword);
    const kiosk = small.client();
    const { code, pairingId, secret } = await kiosk.call('startPairing', { kind: 'kiosk' });
    await coach.call('pairStation', { code, name: 'By the door', deskId });
    expect(await kiosk.call('pairingState', { pairingId, secret })).toEqual({ state: 'paired' });

    // As docs/backup.md says it, step by step.
    const moved = join(folder, 'move.zip');
    const key = readFileSync(join(small.dataFolder, 'sealing.key'), 'utf8').trim().split(/\s+/).join(',');
    await firstbell(['backup', moved], { DATA_DIR: small.dataFolder });
    const urls = { DATABASE_URL: postgres.appUrl, OWNER_DATABASE_URL: postgres.ownerUrl };
    await firstbell(['restore', moved], { ...urls, DATA_DIR: join(folder, 'data') });
    processes = await ScaledProcesses.start({
      env: () => ({
        ...{ DATABASE_URL: postgres.appUrl, RELAY_DATABASE_URL: postgres.relayUrl, REDIS_URL: redis.url, SEALING_KEY: key },
        ...{ DATA_DIR: join(folder, 'data'), POOL_SIZE: '4', LOG_LEVEL: 'silent' },
      }),
    });
    proxy = await startNginx({ api: processes.portsOf('api'), realtime: processes.portsOf('realtime') });
    const base = `http://127.0.0.1:${proxy.plainPort}`;

    const signedIn = async (name: string, second?: { readonly code: string }) => {
      const client = new Client(base);
      await client.call('signIn', { email: `${name}@demo.example`, password: demoPassword, ...second });
      return client;
    };
    // Its code of now was used when it was turned on.
    await signedIn('admin', { code: phone.code(1) });
    const [coachThere, assistant] = [await signedIn('coach'), await signedIn('assistant2')];
    const { rows } = await coachThere.call('listLine', { deskId });
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(filed));
    const kioskThere = Object.assign(new Client(base), { cookie: kiosk.cookie });
    const screens = await Promise.all(processes.basesOf('realtime').map((at) => LiveClient.connect(at, coachThere.cookie)));
    for (const screen of screens) await screen.watch('coach', deskId);
    const next = await file(kioskThere);
    for (const screen of screens) await until(() => screen.of('ticket', next).length > 0, 'the new ticket on each screen');

    const { ticket } = await assistant.call('claimNext', { deskId, requestId: uuid() });
    expect(filed).toContain(ticket?.id);
    await owner.query('UPDATE desk SET statistics_at = NULL');
    await assistant.call('resolveTicket', { ticketId: ticket?.id ?? '', requestId: uuid(), fix: 'another charger' });
    // By a job, on Redis now.
    const counted = 'SELECT 1 FROM desk WHERE id = $1 AND statistics_at IS NOT NULL';
    await eventually(async () => expect((await owner.query(counted, [deskId])).rowCount).toBe(1), 20_000);
    for (const screen of screens) screen.close();
  }, 120_000);
});
