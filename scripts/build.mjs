import { requireNode } from './require-node.mjs';

requireNode();
try {
  const { ensureReady } = await import('./ensure-ready.mjs');
  await ensureReady({ say: (line) => console.log(line) });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
