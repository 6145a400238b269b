import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './require-node.mjs';

/** `npm run load -- --schools 50 --minutes 5`: starts Firstbell, plays school days against it, prints what it took and whether all was right. */
requireNode();
const root = resolve(fileURLToPath(import.meta.url), '..', '..');
const { ensureReady } = await import('./ensure-ready.mjs');
await ensureReady({ say: (line) => console.log(line) });

const child = spawn(process.execPath, [join(root, 'dist', 'test', 'load', 'main.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the child too; it stops what it has started, and we end with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => process.exit(code ?? 1));
