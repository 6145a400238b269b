import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireNode } from './require-node.mjs';
import { scratchFolder } from './scratch-folder.mjs';

/**
 * `npm test`: installs and builds what is missing, then runs unit, flow and browser tests, and the main ones a second time
 * on the scaled installation. Ends with one plain line of counts, after saying how long each part took and naming every test
 * that failed, that was skipped and why, and in CI every one that passed only when it was tried again.
 * Arguments narrow the Jest run: `npm test -- libs/tickets`.
 */
requireNode();
const root = resolve(fileURLToPath(import.meta.url), '..', '..');
const { ensureReady } = await import('./ensure-ready.mjs');
await ensureReady({ say: (line) => console.log(line) });

/** Each test of these starts a Firstbell of many processes, or several, and mostly waits for them: fewer at once than of others. */
const wholeInstallations = ['test/faults', 'test/load', 'test/releases', 'test/topology'];
/*
 * Of the other flows, walk-2-a-hand-out and a-check-out-reaches-the-provider put a device provider in the place of Google's
 * inside the server's process, and no process takes its address from outside; behind-the-proxy, what-is-logged, -measured,
 * -traced and what-pages-may-load start the processes of a scaled installation themselves, in every profile; and what
 * permission-walk, -of-people, -of-schools, rate-limits and one-person-is-forgotten look at is decided by one process and the
 * database, at a thousand questions and more. demo-traffic could, but does for longer what walk-1-a-ticket does.
 */
const scaledFlows = [
  'walk-1-a-ticket',
  'feedback-reaches-the-coach',
  'who-was-faster',
  'contention',
  'the-worker-does-its-part',
  'a-roster-is-imported',
  'a-device-list-is-imported',
  'accounts-and-one-time-passwords',
  'sessions-and-passwords',
  'permission-walk-of-sockets',
].map((flow) => `test/flows/${flow}.spec.ts`);
const scaledInBrowser = 'test/browser/line/main-job.spec.ts';
/** In CI as many files with a failure are run once more, by themselves; what passes then is named as flaky. More are no accident. */
const worthAnotherTry = 3;

const narrowed = process.argv.slice(2);
const reports = mkdtempSync(join(tmpdir(), 'firstbell-reports-'));
const scratch = scratchFolder();
if (scratch !== undefined) process.env.TMPDIR = scratch;
const require = createRequire(join(root, 'package.json'));

const run = (script, args, env = {}) =>
  new Promise((done) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('close', (code) => done(code ?? 1));
  });

const jest = join(require.resolve('jest/package.json'), '..', 'bin', 'jest.js');
const playwright = join(require.resolve('@playwright/test/package.json'), '..', 'cli.js');
const nodeOptions = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning']
  .filter(Boolean)
  .join(' ');
const totals = { passed: 0, failed: [], skipped: [], flaky: [] };
const took = [];

if (narrowed.length > 0) await runJest('jest.json', narrowed);
else {
  await timed('unit and flow tests', () => runJest('jest.json', [`^(?!(.*/)?(${wholeInstallations.join('|')})/)`]));
  await timed('whole installations', () => runJest('jest-whole.json', ['--maxWorkers=2', ...wholeInstallations]));
  await timed('browser', () => runBrowser('browser.json', []));
  await timed('the scaled installation', runScaled);
}

if (took.length > 0) console.log(`took: ${took.join(', ')}`);
for (const line of totals.flaky) console.log(`flaky: ${line}`);
for (const line of totals.skipped) console.log(`skipped: ${line}`);
for (const line of totals.failed) console.log(`failed: ${line}`);
console.log(`${totals.passed} passed, ${totals.failed.length} failed, ${totals.skipped.length} skipped`);
process.exit(totals.failed.length === 0 ? 0 : 1);

async function timed(what, work) {
  const begun = Date.now();
  await work();
  took.push(`${what} ${Math.round((Date.now() - begun) / 1_000)} s`);
}

/** What needs no part of the server in the test's own process, on several processes behind their proxy. */
async function runScaled() {
  const { hasNginx, howToGetNginx } = await import('../dist/test/support/nginx.js');
  const { hasRedis, howToGetRedis } = await import('../dist/test/support/redis.js');
  const files = [...scaledFlows, scaledInBrowser];
  if (!hasNginx || !hasRedis) {
    const why = [hasNginx ? [] : howToGetNginx, hasRedis ? [] : howToGetRedis].flat().join(', ');
    totals.skipped.push(...files.map((file) => `scaled: ${file}: ${why}`));
    return;
  }
  const env = { FIRSTBELL_PROFILE: 'scaled' };
  await runJest('jest-scaled.json', ['--maxWorkers=2', '--testTimeout=120000', ...scaledFlows], env);
  await runBrowser('browser-scaled.json', [scaledInBrowser], env);
}

async function runJest(reportName, args, env = {}) {
  const report = join(reports, reportName);
  const jestOnce = (file, files) => run(jest, ['--json', `--outputFile=${file}`, ...files], { NODE_OPTIONS: nodeOptions, ...env });
  let code = await jestOnce(report, args);
  const failed = process.env.CI === undefined ? [] : failedFiles(report);
  if (failed.length > 0 && failed.length <= worthAnotherTry) {
    const again = join(reports, `again-${reportName}`);
    const options = args.filter((arg) => arg.startsWith('--') && !arg.startsWith('--maxWorkers'));
    code = await jestOnce(again, ['--runInBand', ...options, '--runTestsByPath', ...failed]);
    takeOver(report, again);
  }
  count(code, report, countJest, env.FIRSTBELL_PROFILE);
}

/** Paths of the files in which a test failed; none when there is no report. */
function failedFiles(report) {
  if (!existsSync(report)) return [];
  return JSON.parse(readFileSync(report, 'utf8'))
    .testResults.filter(({ status }) => status === 'failed')
    .map(({ name }) => name);
}

/** Puts the second results of files in the place of their first, and names the tests that failed only the first time. */
function takeOver(report, again) {
  if (!existsSync(again)) return;
  const first = JSON.parse(readFileSync(report, 'utf8'));
  const second = new Map(JSON.parse(readFileSync(again, 'utf8')).testResults.map((file) => [file.name, file]));
  for (const { name, assertionResults } of first.testResults) {
    if (second.get(name)?.status !== 'passed') continue;
    const names = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    totals.flaky.push(...(names.length > 0 ? names : [`${relative(root, name)}, as a whole`]));
  }
  const testResults = first.testResults.map((file) => second.get(file.name) ?? file);
  writeFileSync(report, JSON.stringify({ ...first, testResults }));
}

async function runBrowser(reportName, args, env = {}) {
  const report = join(reports, reportName);
  const code = await run(playwright, ['test', ...args], { FIRSTBELL_BROWSER_REPORT: report, ...env });
  count(code, report, countBrowser, env.FIRSTBELL_PROFILE);
}

/** Adds what a run reported; what it skipped or failed is told with its profile. */
function count(code, report, countIn, profile) {
  const found = { passed: 0, failed: [], skipped: [] };
  if (existsSync(report)) countIn(JSON.parse(readFileSync(report, 'utf8')), found);
  // A runner that fell over without a failing test has failed all the same.
  if (code !== 0 && found.failed.length === 0) found.failed.push(`the run of ${basename(report, '.json')} as a whole, exit ${code}`);
  totals.passed += found.passed;
  const withProfile = (line) => (profile === undefined ? line : `${profile}: ${line}`);
  totals.failed.push(...found.failed.map(withProfile));
  totals.skipped.push(...found.skipped.map(withProfile));
}

function countJest(report, found) {
  for (const suite of report.testResults) {
    if (suite.assertionResults.length === 0 && suite.status === 'failed') found.failed.push(`${relative(root, suite.name)}, as a whole`);
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') found.passed += 1;
      else if (test.status === 'failed') found.failed.push(test.fullName);
      else found.skipped.push(test.fullName);
    }
  }
}

function countBrowser(report, found) {
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === 'flaky') totals.flaky.push(spec.title);
        if (test.status === 'expected' || test.status === 'flaky') found.passed += 1;
        else if (test.status === 'skipped')
          found.skipped.push(`${spec.title}: ${test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'}`);
        else found.failed.push(spec.title);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
}
