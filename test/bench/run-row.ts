import type { BenchContext } from './bench-context.js';
import type { BenchResult } from './bench-result.js';

export type Row = (context: BenchContext) => Promise<BenchResult[]>;

export interface RowRun {
  readonly results: BenchResult[];
  /** Why the row could not be measured. */
  readonly failure?: string;
}

/** A row that fails does not take the others with it. */
export async function runRow(name: string, row: Row, context: BenchContext): Promise<RowRun> {
  const began = performance.now();
  process.stdout.write(`${name}${context.profile === 'scaled' ? ' (scaled)' : ''} … `);
  try {
    const results = await row(context);
    console.log(`${((performance.now() - began) / 1_000).toFixed(0)} s`);
    return { results: results.map((result) => (context.profile === 'scaled' ? { ...result, profile: 'scaled' } : result)) };
  } catch (error) {
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.log(`FAILED: ${failure}`);
    return { results: [], failure: `${name}: ${failure}` };
  }
}
