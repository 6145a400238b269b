#!/usr/bin/env node
import { requireNode } from '../scripts/require-node.mjs';

requireNode();
try {
  const { ensureReady } = await import('../scripts/ensure-ready.mjs');
  // Standard output belongs to the command's answer (--json).
  await ensureReady({ say: (line) => console.error(line) });
  process.env.NODE_ENV ??= 'production';
  await import('../dist/apps/standalone/src/cli/main.js');
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
