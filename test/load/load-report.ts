import { processKinds, type ByKind } from './cpu-by-kind.js';
import type { LoadFigures } from './load-run.js';

const names: Readonly<Record<string, string>> = {
  file: 'filing',
  claim: 'next for me',
  resolve: 'resolution',
  feedback: 'three taps',
  shown: 'event → screen',
};

/** The figures as Markdown tables. */
export function loadReport(figures: LoadFigures): string {
  const kinds = processKinds.filter((kind) => figures.cpuMs.has(kind));
  const of = (byKind: ByKind, digits: number) => kinds.map((kind) => figure(byKind.get(kind) ?? 0, digits));
  const count = (value: number) => value.toLocaleString('en');
  const shown = [
    `${count(figures.schools)} schools, ${count(figures.students)} students, ${count(figures.sockets)} sockets; played for ${figures.seconds.toFixed(0)} s`,
    table(
      ['played', 'count', 'a second', 'p50 ms', 'p95 ms', 'p99 ms'],
      figures.times.map(({ what, count: done, p50_ms, p95_ms, p99_ms }) => [
        names[what] ?? what,
        count(done),
        figure(done / figures.seconds, 2),
        ...[p50_ms, p95_ms, p99_ms].map((ms) => (ms === null ? '' : figure(ms, 1))),
      ]),
    ),
    table(
      ['CPU ms of one', 'measured', ...kinds, 'transactions'],
      figures.costs.map(({ what, count: done, cpuMs, transactions }) => [what, count(done), ...of(cpuMs, 3), figure(transactions, 1)]),
    ),
    table(
      ['while played', ...kinds],
      [
        ['cores used', ...of(new Map([...figures.cpuMs].map(([kind, ms]) => [kind, ms / figures.seconds / 1_000])), 3)],
        ['memory MB', ...of(figures.memoryMb, 0)],
        ['memory MB before, without screens', ...of(figures.memoryAtRestMb, 0)],
        ['event loop p99 ms', ...kinds.map((kind) => figure(figures.eventLoopLagMs.get(kind), 1))],
      ],
    ),
    `${count(figures.accountsMade)} accounts made meanwhile; ${figures.databaseConnections} connections to PostgreSQL; ` +
      `${count(figures.tooLate)} times the last ticket had just been taken by a colleague.`,
    `Event log: ${figures.events.map(({ of: subject, count: events }) => `${subject} ${count(events)}`).join(', ')}; ${figure(figures.bytesPerEvent, 0)} bytes each with indexes.`,
    figures.faults.length === 0
      ? 'Nothing lost, nothing claimed twice, every screen shows the line of the server.'
      : `WRONG, ${count(figures.faults.length)} times:\n${figures.faults.slice(0, 20).join('\n')}`,
  ];
  return shown.join('\n\n');
}

/** Maps as plain objects. */
export const asJson = (figures: object): string =>
  JSON.stringify(figures, (_, value: unknown): unknown => (value instanceof Map ? Object.fromEntries<unknown>(value) : value), 2);

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n');
}

export const figure = (value: number | undefined, digits: number): string =>
  value === undefined ? '' : value.toLocaleString('en', { maximumFractionDigits: digits });
