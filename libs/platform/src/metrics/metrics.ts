import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What this process tells Prometheus: counts and times, nothing about anybody, and no school by its name. */
export class Metrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'firstbell_' });
  }

  /** A figure that is looked up when somebody asks; left out when it cannot be. */
  gauge(name: string, help: string, look: () => Promise<number | undefined> | number | undefined): void {
    this.gauges(name, help, [], async () => {
      const value = await look();
      return value === undefined ? [] : [[{}, value]];
    });
  }

  /** The same by labels, each with few values. */
  gauges<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    look: () => Promise<[Partial<Record<L, string>>, number][]> | [Partial<Record<L, string>>, number][],
  ): void {
    new Gauge<L>({
      name,
      help,
      labelNames,
      registers: [this.registry],
      async collect() {
        // Without labels, `reset` would leave a 0.
        if (labelNames.length === 0) this.remove();
        else this.reset();
        // Without its database a process still tells the rest.
        const found = await Promise.resolve(look()).catch(() => []);
        for (const [labels, value] of found) this.set(labels, value);
      },
    });
  }
}
