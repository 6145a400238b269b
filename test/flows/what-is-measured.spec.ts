import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { LiveClient } from '../support/live-client.js';
import { startLoggedProcesses, type LoggedProcesses } from '../support/logged-processes.js';
import { eventually } from '../support/eventually.js';

const token = 'a token of this test';
const headers = { authorization: `Bearer ${token}` };
let firstbell: LoggedProcesses;

beforeAll(async () => {
  firstbell = await startLoggedProcesses({ METRICS_TOKEN: token, LOG_LEVEL: 'silent' });
});
afterAll(() => firstbell.stop());

/** The sum of all series of this name whose labels hold `labels`; undefined when there is none. */
async function figure(process: 'api' | 'realtime' | 'worker', name: string, labels = ''): Promise<number | undefined> {
  const series = (await firstbell.metrics(process, headers))
    .split('\n')
    .filter((line) => line.startsWith(`${name} `) || (line.startsWith(`${name}{`) && line.includes(labels)));
  return series.length === 0 ? undefined : series.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
const api = (name: string, labels?: string) => figure('api', name, labels);
const worker = (name: string, labels?: string) => figure('worker', name, labels);

async function filed(name: string): Promise<string> {
  const assistant = await firstbell.signedIn('assistant1');
  const { issues } = await assistant.call('listIssues', {});
  const issueId = issues.find(({ audience, skill }) => audience === 'desk' && skill === null)?.id ?? '';
  const id = crypto.randomUUID();
  await assistant.call('fileTicket', { id, issueId, typedName: name });
  return id;
}

describe('/metrics', () => {
  it('is answered by every process to who has the token, and to nobody else', async () => {
    for (const name of ['api', 'realtime', 'worker'] as const) {
      expect(await firstbell.metrics(name, headers)).toContain('firstbell_nodejs_eventloop_lag_seconds');
      const others: Record<string, string>[] = [{}, { authorization: 'Bearer another' }, { authorization: token }];
      for (const bad of others)
        expect(JSON.parse(await firstbell.metrics(name, bad))).toMatchObject({ status: 403, code: 'metrics.not_permitted' });
    }
  });

  it('tells of no school and nobody', async () => {
    await filed('Xiomara Quetzal');
    for (const name of ['api', 'realtime', 'worker'] as const)
      expect(await firstbell.metrics(name, headers)).not.toMatch(/Xiomara|demo\.example|[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('counts requests by operation and status class', async () => {
    const before = (await api('firstbell_http_request_seconds_count', 'operation="me",status="2xx"')) ?? 0;
    const client = await firstbell.signedIn('coach');
    await client.call('me', {});
    await firstbell.client().refusal('signIn', { email: 'nobody@north.example', password: 'wrong password' });
    expect(await api('firstbell_http_request_seconds_count', 'operation="me",status="2xx"')).toBe(before + 1);
    expect(await api('firstbell_http_request_seconds_count', 'operation="signIn",status="4xx"')).toBe(1);
  });

  it('follows the line: waiting, longest wait, claims and how long they waited', async () => {
    const waiting = (await api('firstbell_tickets', 'state="waiting"')) ?? 0;
    const id = await filed('Somebody Else');
    expect(await api('firstbell_tickets', 'state="waiting"')).toBe(waiting + 1);
    await firstbell.sql(
      `UPDATE ticket SET filed_at = now() - interval '2 hours', line_rank = now() - interval '2 hours' WHERE id = '${id}'`,
    );
    expect(await api('firstbell_longest_wait_seconds')).toBeGreaterThanOrEqual(7_200);
    expect(await api('firstbell_desks_behind')).toBe(1);
    const assistant = await firstbell.signedIn('assistant1');
    const { desks } = await assistant.call('me', {});
    await assistant.call('claimNext', { deskId: desks[0]?.id ?? '', requestId: crypto.randomUUID() });
    expect(await api('firstbell_claim_wait_seconds_count', 'how="next"')).toBe(1);
    expect(await api('firstbell_claim_wait_seconds_sum', 'how="next"')).toBeGreaterThanOrEqual(7_200);
    expect(await api('firstbell_tickets', 'state="claimed"')).toBe(1);
    const chosen = await firstbell.signedIn('coach');
    await chosen.call('claimTicket', { ticketId: await filed('A Third'), requestId: crypto.randomUUID() });
    expect(await api('firstbell_claim_wait_seconds_count', 'how="chosen"')).toBe(1);
  });

  it('counts jobs, how long they stood and ran, and what is in the queues', async () => {
    expect(await worker('firstbell_jobs', 'queue="upkeep",state="waiting"')).toBeDefined();
    await firstbell.sql(`UPDATE ticket SET claim_expires_at = now() - interval '1 second' WHERE state = 'claimed'`);
    await eventually(
      async () => expect(await worker('firstbell_job_seconds_count', 'name="lease.sweep",outcome="done"')).toBeGreaterThan(0),
      10_000,
    );
    expect(await worker('firstbell_job_lag_seconds_count', 'name="lease.sweep"')).toBeGreaterThan(0);
  });

  it('follows the event log: how late the relay and each process are', async () => {
    expect(await api('firstbell_event_tail_seconds_count')).toBeGreaterThan(0);
    expect(await figure('realtime', 'firstbell_event_tail_silent_seconds')).toBeLessThan(3);
    await eventually(async () => expect(await api('firstbell_relay_lag_seconds')).toBe(0), 10_000);
    // A relay that stands still: somebody else holds its cursor.
    const holding = firstbell.sql(`BEGIN; SELECT 1 FROM reader_cursor WHERE reader = 'relay' FOR UPDATE; SELECT pg_sleep(2.5); COMMIT`);
    await filed('A Fourth');
    await eventually(async () => expect(await api('firstbell_relay_lag_seconds')).toBeGreaterThan(1), 2_400);
    await holding;
  });

  it('tells how much of the mail cap is left where it is least, and how many stand still', async () => {
    expect(await api('firstbell_mail_cap_left_ratio')).toBeUndefined();
    await firstbell.sql(`INSERT INTO mail_sender (school_id, config, per_minute, per_day, paused_until) SELECT id, '{}', 30, 4, now() + interval '1 hour' FROM school;
      INSERT INTO mail_spent (school_id, item_id, fence, at) SELECT id, gen_random_uuid(), 0, now() FROM school`);
    expect(await api('firstbell_mail_cap_left_ratio')).toBe(0.75);
    expect(await api('firstbell_mail_senders_paused')).toBe(1);
  });

  it('counts sockets and what they ask', async () => {
    const coach = await firstbell.signedIn('coach');
    expect(await figure('realtime', 'firstbell_sockets')).toBe(0);
    const screen = await LiveClient.connect(firstbell.at.realtime, coach.cookie);
    await screen.watch('mail');
    expect(await figure('realtime', 'firstbell_sockets')).toBe(1);
    expect(await figure('realtime', 'firstbell_socket_request_seconds_count', 'event="watch",outcome="done"')).toBe(1);
    expect(await figure('realtime', 'firstbell_slow_clients_dropped')).toBe(0);
    screen.close();
    await eventually(async () => expect(await figure('realtime', 'firstbell_sockets')).toBe(0), 2_000);
  });

  it('tells of connections to the database', async () => {
    const coach = await firstbell.signedIn('coach');
    expect(await api('firstbell_pool_connections', 'state="used"')).toBe(0);
    const holder = new Postgres({ connectionString: firstbell.database.superuserUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE person IN ACCESS EXCLUSIVE MODE');
    const asking = coach.call('me', {});
    try {
      await eventually(async () => expect(await api('firstbell_pool_connections', 'state="used"')).toBeGreaterThan(0), 5_000);
    } finally {
      await holder.end();
    }
    await asking;
  });

  it('has everything that the dashboard and the alerts ask for, by names that Prometheus does not use itself', async () => {
    const told = (await Promise.all((['api', 'realtime', 'worker'] as const).map((name) => firstbell.metrics(name, headers)))).join('\n');
    const there = new Map([...told.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type]) => [name, type]));
    const parts = (name: string) => (there.get(name) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]);
    const known = new Set([...there.keys()].flatMap(parts));
    for (const file of ['docker/grafana/dashboard.json', 'docker/prometheus/alerts.yaml']) {
      const asked = readFileSync(file, 'utf8').match(/\bfirstbell_\w+/g) ?? [];
      expect(asked.length).toBeGreaterThan(10);
      expect(asked.filter((name) => !known.has(name))).toEqual([]);
    }
    expect(told).not.toMatch(/[{,](job|instance|process)="/);
  });

  it('has a runbook for each alert', () => {
    const alerts = readFileSync('docker/prometheus/alerts.yaml', 'utf8').split('- alert: ').slice(1);
    expect(alerts.length).toBeGreaterThan(8);
    for (const alert of alerts) expect(alert).toMatch(/summary: .+\n +runbook: >-\n +\w/);
  });
});
