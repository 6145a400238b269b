/**
 * Ends everything in order when the person at the terminal wants it (Ctrl-C, closed window) or the system does:
 * first the processes, all at once, then the database. A second Ctrl-C does not wait for the processes.
 */
export class StopOnSignal {
  private readonly firsts: { stop: () => Promise<void>; kill: () => void }[] = [];
  private readonly lasts: (() => Promise<void>)[] = [];
  private starting: Promise<unknown> = Promise.resolve();
  private ending: Promise<void> | undefined;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (this.ending) this.firsts.forEach(({ kill }) => kill());
        else {
          console.log('\nStopping …');
          void this.now(0);
        }
      });
    }
  }

  get requested(): boolean {
    return this.ending !== undefined;
  }

  /** What is being started is known only when it has started, so stopping waits for it. */
  async during<T>(starting: Promise<T>): Promise<T> {
    this.starting = starting;
    return starting;
  }

  /** Between two steps of starting. @throws when it is not wanted any more */
  goOn(): void {
    if (this.ending) throw new Error('stopped while starting');
  }

  first(stop: () => Promise<void>, kill: () => void): void {
    this.firsts.push({ stop, kill });
  }

  last(stop: () => Promise<void>): void {
    this.lasts.push(stop);
  }

  now(exitCode: number): Promise<void> {
    this.ending ??= this.end(exitCode);
    return this.ending;
  }

  private async end(exitCode: number): Promise<void> {
    await Promise.allSettled([this.starting]);
    await Promise.allSettled(this.firsts.map(({ stop }) => stop()));
    const results = await Promise.allSettled(this.lasts.map((stop) => stop()));
    for (const result of results) {
      if (result.status === 'rejected') console.error(result.reason instanceof Error ? result.reason.message : result.reason);
    }
    process.exit(exitCode);
  }
}
