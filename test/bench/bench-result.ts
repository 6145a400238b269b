import * as z from 'zod';

const figure = z.number().nullable();

/** One line of `bench-results.json`. Times in milliseconds. */
export const benchResult = z.object({
  name: z.string(),
  /** The profile that was measured: `embedded` is what `npm start` runs. */
  profile: z.enum(['embedded', 'scaled']),
  clients: z.number().int(),
  /** Operations per second, or what `unit` says. */
  rate: figure,
  /** What `rate` is held against: measured in the same run where there is something to measure, else the bar itself. */
  limit: figure,
  /** `rate / limit`. */
  ratio: figure,
  p50_ms: figure,
  p95_ms: figure,
  p99_ms: figure,
  /** Of our own processes: neither the database's nor the load's. */
  cpu_ms_per_op: figure,
  note: z.string(),
  unit: z.string(),
  /** The bar in words; empty where a figure is only reported. */
  bar: z.string(),
  met: z.boolean().nullable(),
});
export type BenchResult = z.output<typeof benchResult>;
export const benchResults = z.array(benchResult);

const nothingMeasured = {
  profile: 'embedded',
  clients: 1,
  rate: null,
  limit: null,
  ratio: null,
  p50_ms: null,
  p95_ms: null,
  p99_ms: null,
  cpu_ms_per_op: null,
  note: '',
  unit: '1/s',
  bar: '',
  met: null,
} as const;

/** A result with the figures given, rounded to what can be told apart. */
export function resultOf(measured: Partial<BenchResult> & Pick<BenchResult, 'name'>): BenchResult {
  const result: BenchResult = { ...nothingMeasured, ...measured };
  const ratio = result.ratio ?? (result.rate !== null && result.limit !== null && result.limit > 0 ? result.rate / result.limit : null);
  return {
    ...result,
    ratio: rounded(ratio, 2),
    rate: rounded(result.rate, 1),
    limit: rounded(result.limit, 1),
    p50_ms: rounded(result.p50_ms, 2),
    p95_ms: rounded(result.p95_ms, 2),
    p99_ms: rounded(result.p99_ms, 2),
    cpu_ms_per_op: rounded(result.cpu_ms_per_op, 3),
  };
}

const rounded = (value: number | null, digits: number): number | null => (value === null ? null : Number(value.toFixed(digits)));
