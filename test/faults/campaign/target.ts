import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CuttableLink } from '../../support/cuttable-link.js';
import { Topology, type TopologyOptions } from '../../topology/topology.js';
import { demoPassword } from '../../support/demo-password.js';
import { postmasterOf, processes, startInstallation } from '../../support/installation.js';
import { inDatabaseOf } from '../../support/rollout-school.js';

export type Part = 'api' | 'realtime' | 'worker' | 'postgres';

/** A running Firstbell that faults are done to. */
export interface Target {
  readonly profile: 'embedded' | 'scaled';
  /** Where the screens come to, by the link. */
  readonly base: string;
  /** Between the screens and Firstbell, with its proxy where it has one. */
  readonly link: CuttableLink;
  /** Process ids of a part; in the embedded profile API and realtime are one process. */
  pidsOf(part: Part): number[];
  /** Statements of the campaign itself, past every link that may be cut. */
  readonly sql: <R extends Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<R[]>;
  /** Of the scaled profile. */
  readonly topology?: Topology;
  /** What sets the clocks of its processes. */
  readonly clockFile?: string;
  /** The file system of the database, where it is small enough to be filled. */
  readonly smallDisk?: string;
  stop(): Promise<void>;
}

export async function embeddedTarget(env: Readonly<Record<string, string>> = {}): Promise<Target> {
  const smallDisk = mountSmallDisk();
  const firstbell = await startInstallation(smallDisk, env);
  const link = await CuttableLink.to(Number(new URL(firstbell.base).port));
  return {
    profile: 'embedded',
    base: link.through(firstbell.base),
    link,
    pidsOf: (part) => {
      if (part === 'postgres') return [postmasterOf(firstbell.dataFolder)];
      return firstbell.childrenOf(part === 'worker' ? 'worker.js' : 'server.js');
    },
    sql: (text, values) => inDatabaseOf(firstbell, text, values),
    ...(smallDisk === undefined ? {} : { smallDisk }),
    stop: async () => {
      await link.stop();
      await firstbell.stop();
      if (smallDisk !== undefined) unmount(smallDisk);
    },
  };
}

export async function scaledTarget(options: Partial<TopologyOptions> = {}): Promise<Target> {
  const topology = await Topology.start({ demoPassword, ...options });
  const link = await CuttableLink.to(topology.proxy.plainPort);
  return {
    profile: 'scaled',
    base: link.through(topology.base),
    link,
    pidsOf: (part) => (part === 'postgres' ? [topology.postgres.pid] : topology.pidsOf(part)),
    sql: (text, values) => topology.sql(text, values),
    topology,
    stop: async () => {
      await link.stop();
      await topology.stop();
    },
  };
}

/** A scaled installation whose database is on a disk small enough to be filled. */
export async function scaledTargetOnSmallDisk(): Promise<Target> {
  const smallDisk = mountSmallDisk();
  if (smallDisk === undefined) throw new Error(`This test ${howToGetSmallDisk}.`);
  const target = await scaledTarget({ inFolder: smallDisk });
  return {
    ...target,
    smallDisk,
    stop: async () => {
      await target.stop();
      unmount(smallDisk);
    },
  };
}

/** Whether this user may mount a file system in memory, which a test may fill. */
export const hasSmallDisk = (() => {
  const folder = mountSmallDisk();
  if (folder !== undefined) unmount(folder);
  return folder !== undefined;
})();
export const howToGetSmallDisk = 'needs a small disk to fill, which this user may not mount: run it as root on Linux';

function mountSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-small-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=700m,mode=0755', 'tmpfs', folder]).status === 0) return folder;
  rmdirSync(folder);
  return undefined;
}

function unmount(folder: string): void {
  spawnSync('umount', [folder]);
  rmdirSync(folder);
}

/** The processes of this one and below. */
export function familyOf(pid: number): number[] {
  const all = processes();
  const below = (of: number): number[] => all.filter(({ parent }) => parent === of).flatMap((child) => [child.pid, ...below(child.pid)]);
  return [pid, ...below(pid)];
}

const libfaketime = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']
  .map((folder) => join(folder, 'faketime/libfaketimeMT.so.1'))
  .find((path) => existsSync(path));
export const hasFaketime = libfaketime !== undefined;
export const howToGetFaketime = 'needs faketime: apt-get install faketime';

/**
 * The clocks of Firstbell's own processes are set by a file that they look at every second. The database keeps the right time: it
 * is another computer, or, embedded, is started with no environment of ours.
 */
export async function withClocks(start: (env: Readonly<Record<string, string>>) => Promise<Target>): Promise<Target> {
  const clockFile = join(mkdtempSync(join(tmpdir(), 'firstbell-clock-')), 'offset');
  writeFileSync(clockFile, '+0s');
  return { ...(await start(clockBy(clockFile))), clockFile };
}

const clockBy = (file: string): Record<string, string> => ({
  LD_PRELOAD: libfaketime ?? '',
  FAKETIME_TIMESTAMP_FILE: file,
  FAKETIME_CACHE_DURATION: '1',
  DONT_FAKE_MONOTONIC: '1',
});
