import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHalves, halvesToBuild } from './build-halves.mjs';
import { installPackages, isInstalled, linkCommand } from './install-packages.mjs';
import { withLock } from './start-lock.mjs';

const root = resolve(fileURLToPath(import.meta.url), '..', '..');

/**
 * Installs and builds what is missing, one start at a time; does nothing, and needs no right to write, when all is there.
 * @param say told one line per phase, with about how long it takes
 */
export async function ensureReady({ say }) {
  if (isInstalled(root) && halvesToBuild().length === 0) return;
  const wait = () => say('Another start is installing or building here; waiting for it …');
  await withLock(join(root, 'node_modules', '.firstbell-start.lock'), wait, async () => {
    if (!isInstalled(root)) {
      await timed(say, 'Installing packages (only now and after an update; about a minute) …', () => installPackages(root));
    }
    linkCommand(root);
    const todo = halvesToBuild();
    if (todo.length > 0) {
      const what = todo.map((half) => `${half.name}: ${half.about}`).join(', ');
      await timed(say, `Building (${what}) …`, () => buildHalves(todo));
    }
  });
}

async function timed(say, line, work) {
  say(line);
  const began = performance.now();
  await work();
  say(`  done in ${Math.round((performance.now() - began) / 1000)} s`);
}
