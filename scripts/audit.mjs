import { spawnSync } from 'node:child_process';

/**
 * Names known vulnerabilities where the registry answers, also in what the pages are bundled from and what builds and tests
 * Firstbell. Advisory: it tells, and never fails the check.
 */
const { stdout } = spawnSync('npm', ['audit', '--json'], {
  encoding: 'utf8',
  timeout: 30_000,
  shell: process.platform === 'win32',
});
try {
  const { metadata, vulnerabilities = {} } = JSON.parse(stdout);
  if (metadata?.vulnerabilities === undefined) throw new Error('no answer');
  const names = Object.entries(vulnerabilities).map(([name, { severity }]) => `${name} (${severity})`);
  console.log(names.length === 0 ? 'audit: no known vulnerabilities' : `audit: known vulnerabilities in ${names.join(', ')}`);
} catch {
  console.log('audit: the registry gave no answer about vulnerabilities');
}
