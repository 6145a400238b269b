import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './require-node.mjs';

/**
 * `npm test`: installs and builds what is missing, then runs unit, flow and browser tests. Ends with one plain line of
 * counts, after naming every test that was skipped and why. Arguments narrow the Jest run: `npm test -- libs/tickets`.
 */
requireNode();
const root = resolve(fileURLToPath(import.meta.url), '..', '..');
const { ensureReady } = await import('./ensure-ready.mjs');
await ensureReady({ say: (line) => console.log(line) });

const narrowed = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'firstbell-reports-'));
const require = createRequire(join(root, 'package.json'));

const run = (script, args, env = {}) =>
  new Promise((done) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('close', (code) => done(code ?? 1));
  });

const jestReport = join(reports, 'jest.json');
const jest = join(require.resolve('jest/package.json'), '..', 'bin', 'jest.js');
const nodeOptions = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
  .filter(Boolean)
  .join(' ');
const jestCode = await run(jest, ['--json', `--outputFile=${jestReport}`, ...narrowed], { NODE_OPTIONS: nodeOptions });

const browserReport = join(reports, 'browser.json');
let browserCode = 0;
if (narrowed.length === 0) {
  const playwright = join(require.resolve('@playwright/test/package.json'), '..', 'cli.js');
  browserCode = await run(playwright, ['test'], { FIRSTBELL_BROWSER_REPORT: browserReport });
}

const totals = { passed: 0, failed: 0, skipped: [] };
if (existsSync(jestReport)) countJest(JSON.parse(readFileSync(jestReport, 'utf8')));
if (existsSync(browserReport)) countBrowser(JSON.parse(readFileSync(browserReport, 'utf8')));

for (const line of totals.skipped) console.log(`skipped: ${line}`);
// A runner that fell over without a failing test has failed all the same.
if ((jestCode !== 0 || browserCode !== 0) && totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped.length} skipped`);
process.exit(totals.failed === 0 && jestCode === 0 && browserCode === 0 ? 0 : 1);

function countJest(report) {
  for (const suite of report.testResults) {
    if (suite.assertionResults.length === 0 && suite.status === 'failed') totals.failed += 1;
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') totals.passed += 1;
      else if (test.status === 'failed') totals.failed += 1;
      else totals.skipped.push(test.fullName);
    }
  }
}

function countBrowser(report) {
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'expected' || test.status === 'flaky') totals.passed += 1;
        else if (test.status === 'skipped')
          totals.skipped.push(`${spec.title}: ${test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'}`);
        else totals.failed += 1;
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
}
