import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgresChildren } from '../../../../test/support/embedded-postgres-child.js';
import { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
import { findPostgresPackage } from './postgres-binaries.js';

const isRoot = process.getuid?.() === 0;
/** These need root: to mount a small disk, to become somebody else, to be refused by PostgreSQL. */
const asRoot = isRoot ? it : it.skip;
/** To become somebody else is of use only where that one may read the program: not in a clone below a closed folder. */
const mayBeReadByAll = (folder: string): boolean =>
  (statSync(folder).mode & 0o001) !== 0 && (dirname(folder) === folder || mayBeReadByAll(dirname(folder)));
const asSomebodyElse = isRoot && mayBeReadByAll(process.cwd()) ? it : it.skip;
const asRootOnLinux = isRoot && process.platform === 'linux' ? it : it.skip;

const answers = (url: string) => answersTo(url, 'SELECT 42 AS answer');

async function answersTo(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the places where an embedded PostgreSQL can live', () => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'firstbell-places-')));
  let children: EmbeddedPostgresChildren;
  beforeAll(() => {
    chmodSync(base, 0o755);
    children = new EmbeddedPostgresChildren();
  });
  afterAll(() => {
    children.end();
    rmSync(base, { recursive: true });
  });

  /** A copy of the npm package as it is when npm was not allowed to run its postinstall. */
  function packageWithoutPostinstall(folder: string) {
    const found = findPostgresPackage();
    const native = join(folder, 'native');
    cpSync(found.native, native, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    for (const name of readdirSync(join(native, 'lib'))) {
      if (lstatSync(join(native, 'lib', name)).isSymbolicLink()) unlinkSync(join(native, 'lib', name));
    }
    for (const name of readdirSync(join(native, 'bin'))) chmodSync(join(native, 'bin', name), 0o644);
    return { native, version: found.version };
  }

  it('include a project whose packages were installed without their postinstall scripts', async () => {
    const postgresPackage = packageWithoutPostinstall(join(base, 'no-postinstall'));
    const postgres = await EmbeddedPostgres.start(join(base, 'plain'), { durability: 'throwaway', postgresPackage });
    expect(await answers(postgres.appUrl)).toEqual([{ answer: 42 }]);
    expect(lstatSync(join(postgresPackage.native, 'lib', 'libpq.so.5')).isSymbolicLink()).toBe(true);
    await postgres.stop();
    expect(existsSync(join(base, 'plain', 'postgres'))).toBe(false);
  });

  asRoot("include a project below a folder that only root may enter: program and data go where the server's user may", async () => {
    const closed = join(base, 'closed');
    mkdirSync(closed);
    const notices: string[] = [];
    const options: EmbeddedPostgresOptions = {
      elsewhere: join(base, 'elsewhere'),
      postgresPackage: packageWithoutPostinstall(join(closed, 'project')),
      onNotice: (text) => notices.push(text),
    };
    chmodSync(closed, 0o700);
    const data = join(closed, 'project', '.data');
    const postgres = await EmbeddedPostgres.start(data, options);
    expect(await answers(postgres.appUrl)).toEqual([{ answer: 42 }]);
    expect(notices.join()).toMatch(`${closed}.`);
    expect((await EmbeddedPostgres.attach(data))?.port).toBe(postgres.port);
    await postgres.stop();
    const again = await EmbeddedPostgres.start(data, options);
    expect(again.appUrl).toBe(postgres.appUrl);
    await again.stop();
  });

  asSomebodyElse('include one that was made without root before: root runs it as its owner', async () => {
    const nobody = { uid: 65_534, gid: 65_534 };
    const data = join(base, 'of-nobody');
    mkdirSync(data);
    chownSync(data, nobody.uid, nobody.gid);
    const child = await children.start(data, {}, nobody);
    expect(await answers(child.ownerUrl)).toEqual([{ answer: 42 }]);
    child.process.kill('SIGTERM');
    await new Promise((resolve) => child.process.once('exit', resolve));

    const postgres = await EmbeddedPostgres.start(data);
    expect(postgres.ownerUrl).toBe(child.ownerUrl);
    await postgres.stop();
    const again = await children.start(data, {}, nobody);
    expect(await answers(again.ownerUrl)).toEqual([{ answer: 42 }]);
    again.process.kill('SIGTERM');
    await new Promise((resolve) => again.process.once('exit', resolve));
  });

  asSomebodyElse('do not include a folder that we may not write, which is said', async () => {
    const data = join(base, 'of-root');
    mkdirSync(data);
    await expect(children.start(data, {}, { uid: 65_534, gid: 65_534 })).rejects.toThrow('may not write');
  });

  asRootOnLinux('do not include a disk too small to begin on, and nothing is left there', async () => {
    await onSmallDisk('20m', async (disk) => {
      await expect(EmbeddedPostgres.start(disk)).rejects.toMatchObject({ code: 'data.disk_full' });
      expect(existsSync(join(disk, 'postgres', 'cluster'))).toBe(false);
    });
  });

  asRootOnLinux('may run full: what was saved is still read, nothing starts there, and with room again everything is there', async () => {
    await onSmallDisk('220m', async (disk) => {
      const postgres = await EmbeddedPostgres.start(disk);
      await answersTo(postgres.ownerUrl, `CREATE TABLE note AS SELECT 'kept' AS text`);
      fill(disk);
      await expect(answersTo(postgres.ownerUrl, 'CREATE TABLE big AS SELECT generate_series(1, 10000000) AS n')).rejects.toThrow(
        'No space left',
      );
      expect(await answersTo(postgres.ownerUrl, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
      await postgres.stop();

      fill(disk);
      await expect(EmbeddedPostgres.start(disk)).rejects.toMatchObject({ code: 'data.disk_full' });
      rmSync(join(disk, 'ballast'));
      const again = await EmbeddedPostgres.start(disk);
      expect(await answersTo(again.ownerUrl, 'SELECT text FROM note')).toEqual([{ text: 'kept' }]);
      await again.stop();
    });
  });

  async function onSmallDisk(size: string, work: (folder: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(base, 'disk-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder], { encoding: 'utf8' });
    if (mounted.status !== 0) throw new Error(`a small disk could not be mounted: ${mounted.stderr}`);
    try {
      await work(folder);
    } finally {
      spawnSync('umount', ['-l', folder]);
    }
  }

  function fill(disk: string): void {
    const { bavail, bsize } = statfsSync(disk);
    appendFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize));
  }
});
