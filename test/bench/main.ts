import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hasRedis, howToGetRedis } from '../support/redis.js';
import { accountJobs } from './account-jobs.js';
import { BenchContext } from './bench-context.js';
import { benchResults } from './bench-result.js';
import { broadcast1000 } from './broadcast-1000.js';
import { fileTicket } from './file-ticket.js';
import { idleMemory } from './idle-memory.js';
import { kioskFirstLoad } from './kiosk-first-load.js';
import { liveLine } from './live-line.js';
import { nextForMe } from './next-for-me.js';
import { resultsTable } from './results-table.js';
import { roster100000, roster4200 } from './roster-import.js';
import { runRow, type Row } from './run-row.js';
import { ticketsDuringRollout } from './tickets-during-rollout.js';

const rows: Readonly<Record<string, Row>> = {
  'file-ticket': fileTicket,
  'next-for-me': nextForMe,
  'live-line': liveLine,
  'broadcast-1000': broadcast1000,
  'account-jobs': accountJobs,
  'tickets-during-rollout': ticketsDuringRollout,
  'idle-memory': idleMemory,
  'kiosk-first-load': kioskFirstLoad,
  'roster-4200': roster4200,
  'roster-100000': roster100000,
};

/** What the profile makes a difference to; `account-jobs` measures both by itself, the rest is of `npm start` or of neither. */
const alsoScaled = ['file-ticket', 'next-for-me', 'live-line', 'broadcast-1000', 'tickets-during-rollout'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, profile: { type: 'string' } },
});
const unknown = positionals.filter((name) => !(name in rows));
if (unknown.length > 0) {
  console.error(`There is no row ${unknown.join(', ')}. Rows: ${Object.keys(rows).join(', ')}.`);
  process.exit(2);
}

const execArgv = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
const passes = [
  { context: new BenchContext(values.quick, execArgv), names: Object.keys(rows) },
  ...(hasRedis ? [{ context: new BenchContext(values.quick, execArgv, 'scaled'), names: alsoScaled }] : []),
];
if (!hasRedis) console.log(`(the scaled profile: left out, ${howToGetRedis})`);
const stopAll = () => Promise.all(passes.map(({ context }) => context.stop()));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stopAll().finally(() => process.exit(1)));
const runs = [];
for (const { context, names } of passes) {
  try {
    for (const [name, row] of Object.entries(rows))
      if (names.includes(name) && (positionals.length === 0 || positionals.includes(name))) runs.push(await runRow(name, row, context));
  } finally {
    await context.stop();
  }
}

const measured = benchResults.parse(runs.flatMap((run) => run.results));
// What ran for moments only says nothing about speed, so no bar is held against it.
const results = values.quick ? measured.map((result) => ({ ...result, bar: '', met: null })) : measured;
console.log(`\n${resultsTable(results)}\n`);
if (positionals.length === 0 && !values.quick) writeFileSync('bench-results.json', `${JSON.stringify(results, null, 2)}\n`);

const failures = runs.flatMap((run) => run.failure ?? []);
const missed = results.filter((result) => result.met === false).length;
if (missed > 0) console.log(`${missed} of ${results.filter((result) => result.met !== null).length} bars are missed.`);
if (failures.length > 0) {
  console.error(`${failures.length} rows could not be measured:\n${failures.join('\n')}`);
  process.exitCode = 1;
}
