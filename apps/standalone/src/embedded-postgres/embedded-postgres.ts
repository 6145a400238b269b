import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFailure } from '../start-failure.js';
import { ensureCluster } from './cluster.js';
import { readCredentials, type Credentials } from './credentials.js';
import { findDatabaseHome, settleDatabaseHome } from './database-home.js';
import { databaseUrl, ensureRolesAndDatabase, servesCluster } from './database-roles.js';
import { FolderLock } from './folder-lock.js';
import { findFreePort, keepPort, readKeptPort } from './free-port.js';
import { findPostgresPackage, prepareBinaries, type PostgresPackage } from './postgres-binaries.js';
import {
  findPostmaster,
  isRunning,
  isUpToDate,
  launchPostmaster,
  stopAtOnce,
  stopPostmaster,
  type Postmaster,
  type PostmasterPlace,
} from './postmaster.js';
import { explainFileFailure } from './server-failure.rules.js';
import type { Durability } from './server-settings.js';
import { chooseServerUser } from './server-user.js';
import { messageOf } from './system-error.js';

export interface EmbeddedPostgresOptions {
  /** `throwaway` (tests): no fsync, ends with this process, and `stop` removes the database. Default `durable`. */
  durability?: Durability;
  /** Told what a person should know: where the database is kept, that it died and was started again. */
  onNotice?: (text: string) => void;
  /** Where root's database goes when the data folder is closed to others; for tests. */
  elsewhere?: string;
  /** The PostgreSQL to run; default the npm package for this system. For tests. */
  postgresPackage?: PostgresPackage;
}

const lookEveryMs = 200;

/** Addresses of the database of one installation, by role. */
export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
  relayUrl: string;
  queueUrl: string;
  superuserUrl: string;
  port: number;
}

/** A real PostgreSQL, run and watched by us: one folder, one start at a time, started again when it dies. */
export class EmbeddedPostgres implements DatabaseUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly relayUrl: string;
  readonly queueUrl: string;
  readonly superuserUrl: string;
  private readonly ended = new AbortController();
  private readonly watching: Promise<void>;
  private stopped: Promise<void> | undefined;
  private readonly endWithUs = () => stopAtOnce(this.place, this.running);

  private constructor(
    private readonly place: PostmasterPlace,
    private running: Postmaster,
    credentials: Credentials,
    private readonly lock: FolderLock,
    private readonly notice: (text: string) => void,
  ) {
    ({
      ownerUrl: this.ownerUrl,
      appUrl: this.appUrl,
      relayUrl: this.relayUrl,
      queueUrl: this.queueUrl,
      superuserUrl: this.superuserUrl,
    } = urls(running.port, credentials));
    if (place.durability === 'throwaway') process.once('exit', this.endWithUs);
    this.watching = this.watch();
  }

  /**
   * Makes the database when there is none, adopts the server a killed Firstbell left behind, else starts one.
   * @throws StartFailure with what is wrong and what to do
   */
  static async start(dataFolder: string, options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
    const { durability = 'durable', onNotice = () => undefined } = options;
    const absolute = resolve(dataFolder);
    try {
      mkdirSync(absolute, { recursive: true });
      const folder = realpathSync(absolute);
      const lock = FolderLock.take(folder);
      try {
        const place = await preparePlace(folder, durability, onNotice, options);
        const credentials = readCredentials(place.home);
        const running = await adoptOrLaunch(place, credentials);
        await ensureRolesAndDatabase(running.port, credentials);
        return new EmbeddedPostgres(place, running, credentials, lock, onNotice);
      } catch (error) {
        lock.release();
        throw error;
      }
    } catch (error) {
      throw explainFileFailure(error, absolute);
    }
  }

  /** Was there ever one in this data folder? */
  static isIn(dataFolder: string): boolean {
    return findDatabaseHome(resolve(dataFolder)) !== undefined;
  }

  /** The database of a data folder whose Firstbell is running, for the command line; `undefined` when none is. */
  static async attach(dataFolder: string): Promise<DatabaseUrls | undefined> {
    const home = findDatabaseHome(resolve(dataFolder));
    const port = home === undefined ? undefined : readKeptPort(home);
    if (home === undefined || port === undefined) return undefined;
    const credentials = readCredentials(home);
    const serves = await servesCluster(port, credentials, realpathSync(join(home, 'cluster')));
    return serves ? urls(port, credentials) : undefined;
  }

  get port(): number {
    return this.running.port;
  }

  /** Process id of the server; another one after it died and was started again. */
  get pid(): number {
    return this.running.pid;
  }

  /** May be called more than once. */
  async stop(): Promise<void> {
    this.stopped ??= this.stopOnce();
    return this.stopped;
  }

  private async stopOnce(): Promise<void> {
    this.ended.abort();
    await this.watching;
    process.off('exit', this.endWithUs);
    const throwaway = this.place.durability === 'throwaway';
    try {
      if (isRunning(this.running)) await stopPostmaster(this.place, this.running, throwaway ? 'immediate' : 'fast');
      if (throwaway) rmSync(this.place.home, { recursive: true, force: true });
    } finally {
      this.lock.release();
    }
  }

  /** Starts a server that died again, on the same port: its addresses were handed out. Tries for ever, at most every 10 s. */
  private async watch(): Promise<void> {
    const { signal } = this.ended;
    let waitMs = lookEveryMs;
    let said = '';
    while (!signal.aborted) {
      await sleep(waitMs, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted || isRunning(this.running)) continue;
      try {
        if (!said) this.notice('PostgreSQL ended unexpectedly; starting it again.');
        const found = await findPostmaster(this.place, () => Promise.resolve(false));
        this.running = found ?? (await launchPostmaster(this.place, this.running.port));
        this.notice('PostgreSQL is running again; nothing that was saved is lost.');
        waitMs = lookEveryMs;
        said = '';
      } catch (error) {
        const message = messageOf(error);
        if (message !== said) this.notice(`PostgreSQL does not start again yet. ${message}`);
        said = message;
        waitMs = Math.min(waitMs * 2, 10_000);
      }
    }
  }
}

async function preparePlace(
  folder: string,
  durability: Durability,
  onNotice: (text: string) => void,
  { elsewhere, postgresPackage }: EmbeddedPostgresOptions,
): Promise<PostmasterPlace> {
  const known = findDatabaseHome(folder) ?? join(folder, 'postgres');
  const user = chooseServerUser(join(known, 'cluster'));
  const { path: home, notice } = settleDatabaseHome(folder, user, elsewhere);
  if (notice) onNotice(notice);
  const binaries = prepareBinaries(postgresPackage ?? findPostgresPackage(), home, user);
  const cluster = await ensureCluster({ home, binaries, user, durability });
  return { home, cluster, binaries, user, durability };
}

async function adoptOrLaunch(place: PostmasterPlace, credentials: Credentials): Promise<Postmaster> {
  const found = await findPostmaster(place, (port) => servesCluster(port, credentials, place.cluster));
  if (found && isUpToDate(place, found)) {
    keepPort(place.home, found.port);
    return found;
  }
  if (found) await stopPostmaster(place, found, 'fast');

  let port = readKeptPort(place.home) ?? (await findFreePort());
  for (let attempt = 1; ; attempt++) {
    try {
      const running = await launchPostmaster(place, port);
      keepPort(place.home, port);
      return running;
    } catch (error) {
      if (!(error instanceof StartFailure) || attempt === 5) throw error;
      if (error.code === 'postgres.port_taken') port = await findFreePort();
      else if (error.code === 'postgres.still_in_use') await sleep(1_000);
      else throw error;
    }
  }
}

function urls(port: number, credentials: Credentials): DatabaseUrls {
  return {
    port,
    ownerUrl: databaseUrl(port, 'owner', credentials),
    appUrl: databaseUrl(port, 'app', credentials),
    relayUrl: databaseUrl(port, 'relay', credentials),
    queueUrl: databaseUrl(port, 'queue', credentials),
    superuserUrl: databaseUrl(port, 'superuser', credentials),
  };
}
