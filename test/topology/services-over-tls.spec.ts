import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { loadDemoSchool } from '../../apps/standalone/src/demo/load-demo-school.js';
import { EmbeddedPostgres } from '../../apps/standalone/src/embedded-postgres/index.js';
import { makeCertificate } from '../support/certificate.js';
import { Client } from '../support/client.js';
import { demoPassword } from '../support/demo-password.js';
import { eventually } from '../support/eventually.js';
import { LiveClient, until } from '../support/live-client.js';
import { hasRedis, howToGetRedis, startRedis, type TestRedis } from '../support/redis.js';
import { ScaledProcesses } from '../support/scaled-processes.js';
import { migrate } from './topology.js';

const describeHere = hasRedis ? describe : describe.skip;

describeHere(`between computers${hasRedis ? '' : ` (${howToGetRedis})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-tls-'));
  const certificates = join(folder, 'certificates');
  let postgres: EmbeddedPostgres;
  let redis: TestRedis;
  let processes: ScaledProcesses;
  let superuser: Postgres;

  /** The server's certificate has to be one this computer trusts, and of this very name. */
  const checked = (url: string) => `${url}?sslmode=verify-full`;

  beforeAll(async () => {
    chmodSync(folder, 0o711);
    mkdirSync(certificates);
    makeCertificate(certificates);
    [postgres, redis] = await Promise.all([EmbeddedPostgres.start(folder), startRedis({ certificateIn: certificates })]);
    superuser = new Postgres({ connectionString: postgres.superuserUrl });
    await superuser.connect();
    await serveOverTls();
    await migrate('.', postgres);
    await loadDemoSchool(postgres.appUrl, demoPassword);
    const sealingKey = randomBytes(32).toString('base64');
    processes = await ScaledProcesses.start({
      replicas: 1,
      env: () => ({
        ...{ DATABASE_URL: checked(postgres.appUrl), RELAY_DATABASE_URL: checked(postgres.relayUrl), REDIS_URL: redis.url },
        ...{ NODE_EXTRA_CA_CERTS: join(certificates, 'cert.pem'), SEALING_KEY: sealingKey, DATA_DIR: folder, LOG_LEVEL: 'silent' },
      }),
    });
  }, 60_000);
  afterAll(async () => {
    await processes.stop();
    await superuser.end();
    await Promise.all([postgres.stop(), redis.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  /** PostgreSQL refuses a key that others may read, and runs as whoever owns its folder. */
  async function serveOverTls(): Promise<void> {
    const { rows } = await superuser.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`);
    const { uid, gid } = statSync(rows[0]?.folder ?? '');
    const key = join(certificates, 'key.pem');
    chownSync(key, uid, gid);
    chmodSync(key, 0o600);
    await superuser.query(`ALTER SYSTEM SET ssl_cert_file = '${join(certificates, 'cert.pem')}'`);
    await superuser.query(`ALTER SYSTEM SET ssl_key_file = '${key}'`);
    await superuser.query('ALTER SYSTEM SET ssl = on');
    await superuser.query('SELECT pg_reload_conf()');
    await eventually(async () => expect((await superuser.query('SHOW ssl')).rows).toEqual([{ ssl: 'on' }]), 5_000);
  }

  it('everything said to PostgreSQL and Redis is encrypted, and a ticket goes all of its way', async () => {
    const [api, realtime] = [processes.basesOf('api')[0] ?? '', processes.basesOf('realtime')[0] ?? ''];
    const assistant = new Client(api);
    await assistant.call('signIn', { email: 'assistant1@demo.example', password: demoPassword });
    const deskId = (await assistant.call('me', {})).desks[0]?.id ?? '';
    const { issues } = await assistant.call('listIssues', {});
    const issueId = issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
    const screen = await LiveClient.connect(realtime, assistant.cookie);
    await screen.watch('desk', deskId);
    const { id } = await assistant.call('fileTicket', { id: uuid(), deskId, issueId, typedName: 'Somebody New' });
    await until(() => screen.of('ticket', id).length > 0, 'the ticket on the screen');
    screen.close();
    await assistant.call('claimNext', { deskId, requestId: uuid() });
    await superuser.query('UPDATE desk SET statistics_at = NULL');
    await assistant.call('resolveTicket', { ticketId: id, requestId: uuid(), fix: 'another charger' });
    // By a job, which reaches the worker through Redis.
    await eventually(
      async () => expect((await superuser.query('SELECT 1 FROM desk WHERE statistics_at IS NOT NULL')).rowCount).toBe(1),
      20_000,
    );

    const connections = `SELECT DISTINCT ssl FROM pg_stat_activity JOIN pg_stat_ssl USING (pid) WHERE usename IN ('firstbell_app', 'firstbell_relay')`;
    expect((await superuser.query(connections)).rows).toEqual([{ ssl: true }]);
  }, 60_000);

  it('a server whose certificate nobody vouches for is told nothing', async () => {
    const stranger = new Postgres({ connectionString: checked(postgres.appUrl) });
    await expect(stranger.connect()).rejects.toThrow(/self-signed certificate/);
    const client = new Redis(redis.url, { lazyConnect: true, retryStrategy: () => null });
    const why = new Promise((resolve) => client.once('error', ({ message }: Error) => resolve(message)));
    await client.connect().catch(() => undefined);
    expect(await why).toMatch(/self-signed certificate/);
  });
});
