import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './require-node.mjs';

/**
 * `npm run faults`: every fault in both profiles under load, ROUNDS times each (5), what lasts for AWAY_SECONDS (30). Prints what
 * was acknowledged, what of it was lost or doubled, and what people were told that was not so, writes faults-results.json, and fails
 * when there was any of it.
 */
requireNode();
const root = resolve(fileURLToPath(import.meta.url), '..', '..');
const results = join(mkdtempSync(join(tmpdir(), 'firstbell-faults-')), 'table.json');
const child = spawn(process.execPath, [join(root, 'scripts/test.mjs'), 'test/faults/campaign', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ROUNDS: '5', AWAY_SECONDS: '30', ...process.env, FAULTS_TABLE: results },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code) => {
  const table = JSON.parse(readFileSync(results, 'utf8'));
  writeFileSync(join(root, 'faults-results.json'), `${JSON.stringify(table, undefined, 2)}\n`);
  console.table(table);
  process.exit(code ?? 1);
});
