import { describe, expect, it } from '@jest/globals';
import { Latencies } from './latencies.js';

const of = (...values: number[]): Latencies => {
  const latencies = new Latencies();
  for (const ms of values) latencies.add(ms);
  return latencies;
};

describe('percentiles of times', () => {
  it('are times that were measured, whatever the order they came in', () => {
    const hundred = of(...Array.from({ length: 100 }, (_, index) => 100 - index));
    expect(hundred.percentiles()).toEqual({ p50_ms: 50, p95_ms: 95, p99_ms: 99 });
  });

  it('of few times are the slowest where nothing lies above', () => {
    expect(of(7, 3).percentiles()).toEqual({ p50_ms: 3, p95_ms: 7, p99_ms: 7 });
  });

  it('of nothing are not zero', () => {
    expect(of().percentile(0.5)).toBeNull();
  });
});
