import { requireNode } from './require-node.mjs';

/** `npm run topology`: the scaled installation as plain processes on this computer; needs redis-server and nginx. */
requireNode();
try {
  const { ensureReady } = await import('./ensure-ready.mjs');
  await ensureReady({ say: (line) => console.log(line) });
  await import('../dist/test/topology/main.js');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
