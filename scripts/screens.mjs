import { requireNode } from './require-node.mjs';

/** `npm run screens`: a picture of every page in every state, for people to look at. */
requireNode();
try {
  const { ensureReady } = await import('./ensure-ready.mjs');
  await ensureReady({ say: (line) => console.log(line) });
  await import('../dist/test/screens/main.js');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
