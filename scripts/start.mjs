import { requireNode } from './require-node.mjs';

requireNode();
try {
  const { ensureReady } = await import('./ensure-ready.mjs');
  await ensureReady({ say: (line) => console.log(line) });
  process.env.NODE_ENV ??= 'production';
  // In this process: one Node less in memory.
  await import('../dist/apps/standalone/src/main.js');
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}
