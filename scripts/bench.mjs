import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './require-node.mjs';

/**
 * `npm run bench`: builds what has changed, measures every row with its limit, prints the table and writes bench-results.json.
 * Names of rows narrow it (`npm run bench -- file-ticket`); `--quick` only shows that every row runs and is correct.
 */
requireNode();
const root = resolve(fileURLToPath(import.meta.url), '..', '..');
const { ensureReady } = await import('./ensure-ready.mjs');
await ensureReady({ say: (line) => console.log(line) });

const child = spawn(process.execPath, [join(root, 'dist', 'test', 'bench', 'main.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the child too; it stops what it has started, and we end with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => process.exit(code ?? 1));
