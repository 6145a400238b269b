import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgresChildren } from '../../../../test/support/embedded-postgres-child.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

const onLinux = process.platform === 'linux' ? it : it.skip;

async function query(url: string, sql: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

async function waitForEnd(pid: number): Promise<void> {
  for (;;) {
    const state = /\) (\S)/.exec(readOr(`/proc/${pid}/stat`))?.[1];
    if (state === undefined || state === 'Z') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

describe('the embedded PostgreSQL', () => {
  const data = realpathSync(mkdtempSync(join(tmpdir(), 'firstbell-postgres-')));
  const cluster = join(data, 'postgres', 'cluster');
  const pidFile = join(cluster, 'postmaster.pid');
  const notices: string[] = [];
  let children: EmbeddedPostgresChildren;
  let postgres: EmbeddedPostgres | undefined;

  const start = async () => (postgres = await EmbeddedPostgres.start(data, { onNotice: (text) => notices.push(text) }));
  const notes = async (url: string) => (await query(url, 'SELECT text FROM note ORDER BY text')).rows.map((row) => row['text']);

  beforeAll(async () => {
    children = new EmbeddedPostgresChildren();
    const { ownerUrl } = await start();
    await query(ownerUrl, `CREATE TABLE note (text text); INSERT INTO note VALUES ('kept')`);
    await postgres?.stop();
  });
  afterEach(async () => {
    await postgres?.stop();
    notices.length = 0;
  });
  afterAll(() => {
    children.end();
    rmSync(data, { recursive: true });
  });

  it('has an owner, an app and a relay role, none of which is a superuser', async () => {
    const { ownerUrl, appUrl, relayUrl } = await start();
    for (const [url, role] of [
      [ownerUrl, 'firstbell_owner'],
      [appUrl, 'firstbell_app'],
      [relayUrl, 'firstbell_relay'],
    ] as const) {
      const { rows } = await query(
        url,
        'SELECT current_user AS me, rolsuper OR rolcreaterole OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = current_user',
      );
      expect(rows).toEqual([{ me: role, mighty: false }]);
    }
    await expect(query(appUrl, 'CREATE TABLE mine ()')).rejects.toThrow('permission denied');
    const { rows } = await query(ownerUrl, 'SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()');
    expect(rows).toEqual([{ owner: 'firstbell_owner' }]);
  });

  it('keeps its passwords where only their owner reads them', async () => {
    await start();
    const file = join(data, 'postgres', 'credentials.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)).size).toBe(5);
  });

  it('writes durably and listens on the loopback only', async () => {
    const { superuserUrl } = await start();
    const { rows } = await query(
      superuserUrl,
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'jit') ORDER BY name`,
    );
    expect(Object.fromEntries(rows.map((row) => [row['name'], row['setting']]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      jit: 'off',
      listen_addresses: '127.0.0.1',
      synchronous_commit: 'on',
    });
  });

  it('keeps its data and its port over a stop and a start, and is back within two seconds', async () => {
    const { port } = await start();
    await postgres?.stop();
    const began = performance.now();
    const again = await start();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(again.port).toBe(port);
    expect(await notes(again.ownerUrl)).toEqual(['kept']);
  });

  it('refuses a second start on the same data folder, saying who runs there', async () => {
    await start();
    await expect(EmbeddedPostgres.start(data)).rejects.toMatchObject({ code: 'start.already_running' });
    await expect(children.start(data)).rejects.toThrow(`process ${process.pid}`);
  });

  it('tells the command line where a running one is, and that none is running', async () => {
    const { ownerUrl } = await start();
    expect((await EmbeddedPostgres.attach(data))?.ownerUrl).toBe(ownerUrl);
    await postgres?.stop();
    expect(await EmbeddedPostgres.attach(data)).toBeUndefined();
  });

  it('goes on when node is killed, and the next start adopts it with what was committed', async () => {
    const child = await children.start(data);
    await query(child.ownerUrl, `INSERT INTO note VALUES ('before kill -9 of node')`);
    child.process.kill('SIGKILL');
    await once(child.process, 'exit');
    const adopted = await start();
    expect(adopted.pid).toBe(child.pid);
    expect(await notes(adopted.ownerUrl)).toEqual(['before kill -9 of node', 'kept']);
    await query(adopted.ownerUrl, `DELETE FROM note WHERE text <> 'kept'`);
    await adopted.stop();
    await waitForEnd(child.pid);
  });

  it('does not adopt a server that runs without fsync, but starts it anew', async () => {
    const child = await children.start(data, { durability: 'throwaway' });
    child.process.kill('SIGKILL');
    await once(child.process, 'exit');
    const { superuserUrl, pid } = await start();
    expect(pid).not.toBe(child.pid);
    expect((await query(superuserUrl, 'SHOW fsync')).rows).toEqual([{ fsync: 'on' }]);
  });

  it('is started again on the same port when it is killed, with what was committed', async () => {
    const { ownerUrl, pid } = await start();
    await query(ownerUrl, `INSERT INTO note VALUES ('before kill -9 of postgres')`);
    process.kill(pid, 'SIGKILL');
    const answered = async (): Promise<unknown[]> =>
      notes(ownerUrl).catch(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return answered();
      });
    const began = performance.now();
    await waitForEnd(pid);
    expect(await answered()).toEqual(['before kill -9 of postgres', 'kept']);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(notices.join('\n')).toContain('ended unexpectedly');
    await query(ownerUrl, `DELETE FROM note WHERE text <> 'kept'`);
  });

  it('recovers when node and postgres were both killed, even in the middle of a statement', async () => {
    const child = await children.start(data);
    await query(child.ownerUrl, `INSERT INTO note VALUES ('before both were killed')`);
    const busy = query(child.ownerUrl, 'SELECT count(*) FROM generate_series(1, 1000000000)').catch(() => 'cut off');
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.process.kill('SIGKILL');
    process.kill(child.pid, 'SIGKILL');
    await once(child.process, 'exit');
    await waitForEnd(child.pid);
    const { ownerUrl } = await start();
    expect(await notes(ownerUrl)).toEqual(['before both were killed', 'kept']);
    await query(ownerUrl, `DELETE FROM note WHERE text <> 'kept'`);
    expect(await busy).toBe('cut off');
  });

  it('starts when postmaster.pid names a process that is gone', async () => {
    const { pid } = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await waitForEnd(pid ?? 0);
    writePidFile(pid);
    expect(await notes((await start()).ownerUrl)).toEqual(['kept']);
  });

  it('starts when the pid of postmaster.pid belongs to another program now, and leaves that alone', async () => {
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    writePidFile(stranger.pid);
    expect(await notes((await start()).ownerUrl)).toEqual(['kept']);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  onLinux('starts when the pid of postmaster.pid is a zombie', async () => {
    // The shell becomes a sleep, which never asks after the child the shell had; only then may the child end.
    const parent = spawn('sh', ['-c', 'exec 3<&0; sh -c "read line" <&3 & echo $!; exec sleep 60'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const zombie = Number(String((await once(parent.stdout, 'data'))[0]));
    while (readOr(`/proc/${parent.pid}/comm`) !== 'sleep\n') await new Promise((resolve) => setTimeout(resolve, 10));
    parent.stdin.end();
    await waitForEnd(zombie);
    expect(() => process.kill(zombie, 0)).not.toThrow();
    writePidFile(zombie);
    expect(await notes((await start()).ownerUrl)).toEqual(['kept']);
    parent.kill();
  });

  it('starts when postmaster.pid is empty', async () => {
    writeFileSync(pidFile, '');
    expect(await notes((await start()).ownerUrl)).toEqual(['kept']);
  });

  it('takes another port when its own was taken by another program', async () => {
    const { port } = await start();
    await postgres?.stop();
    const stranger = createServer();
    stranger.listen(port, '127.0.0.1');
    await once(stranger, 'listening');
    const again = await start();
    expect(again.port).not.toBe(port);
    expect(await notes(again.ownerUrl)).toEqual(['kept']);
    stranger.close();
  });

  it('begins again after a start that was interrupted while it made the database', async () => {
    const fresh = realpathSync(mkdtempSync(join(tmpdir(), 'firstbell-postgres-')));
    const child = children.spawn(fresh, { durability: 'throwaway' });
    const home = join(fresh, 'postgres');
    const unfinished = () => existsSync(home) && readdirSync(home).some((name) => name.startsWith('cluster.unfinished-'));
    while (!unfinished()) await new Promise((resolve) => setTimeout(resolve, 10));
    child.process.kill('SIGKILL');
    await expect(child.ready).rejects.toThrow('SIGKILL');
    expect(existsSync(join(home, 'cluster'))).toBe(false);
    const second = await EmbeddedPostgres.start(fresh, { durability: 'throwaway' });
    expect((await query(second.ownerUrl, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await second.stop();
    expect(existsSync(home)).toBe(false);
    rmSync(fresh, { recursive: true });
  });

  function writePidFile(pid: number | undefined): void {
    writeFileSync(pidFile, [pid, cluster, '1763797500', '46323', '', '127.0.0.1', '  9181 262154', 'ready   ', ''].join('\n'));
  }
});
