import { requireNode } from './require-node.mjs';

/** `npm run demo:traffic`: a school day, played against a running demo school. */
requireNode();
try {
  const { ensureReady } = await import('./ensure-ready.mjs');
  await ensureReady({ say: (line) => console.log(line) });
  await import('../dist/apps/standalone/src/demo/traffic/main.js');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
