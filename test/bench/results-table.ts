import type { BenchResult } from './bench-result.js';

const columns: readonly (readonly [string, (result: BenchResult) => string])[] = [
  ['what', (result) => result.name],
  ['profile', (result) => result.profile],
  ['clients', (result) => String(result.clients)],
  ['measured', (result) => (result.rate === null ? '' : `${figure(result.rate)} ${result.unit}`)],
  ['limit', (result) => figure(result.limit)],
  ['ratio', (result) => figure(result.ratio)],
  ['p50 ms', (result) => figure(result.p50_ms)],
  ['p95 ms', (result) => figure(result.p95_ms)],
  ['p99 ms', (result) => figure(result.p99_ms)],
  ['CPU ms/op', (result) => figure(result.cpu_ms_per_op)],
  ['bar', (result) => result.bar],
  ['met', (result) => (result.met === null ? '' : result.met ? 'yes' : 'NO')],
  ['note', (result) => result.note],
];

/** The results as a Markdown table whose columns also line up in a terminal. */
export function resultsTable(results: readonly BenchResult[]): string {
  const rows = [columns.map(([heading]) => heading), ...results.map((result) => columns.map(([, cell]) => cell(result)))];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

const figure = (value: number | null): string => (value === null ? '' : value.toLocaleString('en', { maximumFractionDigits: 3 }));
