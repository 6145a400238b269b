import type { CrowdFigures } from './crowd.js';
import { processKinds, type ByKind } from './cpu-by-kind.js';
import { figure, table } from './load-report.js';

/** The figures as Markdown tables. */
export function crowdReport(figures: CrowdFigures): string {
  const kinds = processKinds.filter((kind) => figures.memoryMb.has(kind));
  const of = (byKind: ByKind, digits: number) => kinds.map((kind) => figure(byKind.get(kind) ?? 0, digits));
  const ofNode = kinds.filter((kind) => figures.returns.some(({ longestPauseMs }) => longestPauseMs.has(kind)));
  const kilobytes = new Map(
    kinds.map((kind) => [kind, (((figures.memoryMb.get(kind) ?? 0) - (figures.memoryBeforeMb.get(kind) ?? 0)) * 1_000) / figures.screens]),
  );
  const seconds = (ms: number | null) => (ms === null ? '' : figure(ms / 1_000, 2));
  return [
    `${figures.screens.toLocaleString('en')} screens, opened in ${figure(figures.openedInSeconds, 1)} s`,
    table(
      ['', ...kinds],
      [
        ['memory MB', ...of(figures.memoryMb, 0)],
        ['memory KB of a screen', ...of(kilobytes, 1)],
        ['CPU ms in a second in which nothing happens', ...of(figures.restMsASecond, 1)],
      ],
    ),
    table(
      ['until a screen is right', 'screens', 'p50 s', 'p99 s', 'last s'],
      [
        ['a ticket is filed', figures.news] as const,
        ...figures.returns.map((one) => [`${one.after} of a realtime process`, one] as const),
      ].map(([what, { count, p50_ms, p99_ms, last_ms }]) => [
        what,
        count.toLocaleString('en'),
        seconds(p50_ms),
        seconds(p99_ms),
        seconds(last_ms),
      ]),
    ),
    table(
      ['longest pause of an event loop, s', ...ofNode],
      figures.returns.map(({ after, longestPauseMs }) => [
        `after ${after}`,
        ...ofNode.map((kind) => seconds(longestPauseMs.get(kind) ?? null)),
      ]),
    ),
    figures.faults.length === 0 ? 'Every screen was live and heard of what happened.' : `WRONG:\n${figures.faults.join('\n')}`,
  ].join('\n\n');
}
