import { defineConfig } from '@playwright/test';
import { browserExecutable, browserFlags } from './test/support/browser.js';
import { isScaled } from './test/support/profile.js';

const report = process.env['FIRSTBELL_BROWSER_REPORT'];

/**
 * Browser tests on one whole running Firstbell. What needs the waiting line, or the one rollout a school runs, for
 * itself has a worker to itself, one test after the other; what leaves both alone runs beside it.
 */
export default defineConfig({
  testDir: './test/browser',
  outputDir: isScaled ? './test-results/failures-scaled' : './test-results/failures',
  globalSetup: './test/browser/support/global-setup.ts',
  reporter: [['line'], ...(report === undefined ? [] : [['json', { outputFile: report }] as const])],
  workers: 2,
  projects: [
    { name: 'line', testDir: './test/browser/line', workers: 1 },
    { name: 'rollouts', testDir: './test/browser/rollouts', workers: 1 },
    { name: 'pages', testDir: './test/browser/pages', workers: 2 },
  ],
  // A shared, busy machine: a test that passes when tried again is reported as flaky, not as failed.
  retries: process.env['CI'] === undefined ? 0 : 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: await browserExecutable(), args: browserFlags },
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
  },
});
