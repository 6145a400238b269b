import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

export interface Release {
  readonly version: string;
  readonly commit: string;
}

/** The last line of the table in docs/releases.md. @throws Error when its commit is not in this clone */
export function lastRelease(): Release {
  const [, version = '', commit = ''] =
    [...readFileSync('docs/releases.md', 'utf8').matchAll(/^\| (\d+\.\d+\.\d+) \| ([0-9a-f]{40}) \|$/gm)].at(-1) ?? [];
  if (spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`]).status !== 0)
    throw new Error(
      `The commit of the last release (${version} ${commit}, docs/releases.md) is not in this clone. Get the whole history: git fetch --unshallow`,
    );
  return { version, commit };
}

/** A file as it was in that release. */
export const fileOf = ({ commit }: Release, path: string): string => run('git', ['show', `${commit}:${path}`]);

/** The server of that release, checked out and built in a folder of its own. */
export class BuiltRelease {
  private constructor(readonly folder: string) {}

  static build(release: Release): BuiltRelease {
    const built = new BuiltRelease(mkdtempSync(join(tmpdir(), `firstbell-${release.version}-`)));
    const { folder } = built;
    run('git', ['worktree', 'add', '--detach', folder, release.commit]);
    if (holdsAllOf(readFileSync('package-lock.json', 'utf8'), fileOf(release, 'package-lock.json')))
      symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir');
    else run('npm', ['ci', '--no-audit', '--no-fund'], folder);
    const build = `const { buildHalves, halvesToBuild } = await import('./scripts/build-halves.mjs');
      await buildHalves(halvesToBuild().filter(({ name }) => name === 'server'));`;
    run(process.execPath, ['--input-type=module', '--eval', build], folder);
    return built;
  }

  remove(): void {
    run('git', ['worktree', 'remove', '--force', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether everything an older lock file names stands in a newer one at the same place, unchanged; more may stand there. */
export function holdsAllOf(newer: string, older: string): boolean {
  const here = packagesIn(newer);
  return Object.entries(packagesIn(older)).every(([place, it]) => place === '' || isDeepStrictEqual(here[place], it));
}

const packagesIn = (lock: string) => (JSON.parse(lock) as { packages: Record<string, unknown> }).packages;

function run(program: string, args: readonly string[], cwd = '.'): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed in ${resolve(cwd)}:\n${stderr}`);
  return stdout;
}
