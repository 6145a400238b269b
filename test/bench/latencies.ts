/** Times that operations took, in milliseconds. */
export class Latencies {
  private readonly values: number[] = [];

  add(ms: number): void {
    this.values.push(ms);
  }

  get count(): number {
    return this.values.length;
  }

  /** The smallest time that `share` (0 to 1) of all operations did not exceed (nearest rank). Null when there were none. */
  percentile(share: number): number | null {
    const sorted = this.values.toSorted((one, other) => one - other);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  }

  percentiles(): { p50_ms: number | null; p95_ms: number | null; p99_ms: number | null } {
    return { p50_ms: this.percentile(0.5), p95_ms: this.percentile(0.95), p99_ms: this.percentile(0.99) };
  }
}
