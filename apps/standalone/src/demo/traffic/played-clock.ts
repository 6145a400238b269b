import { setTimeout as sleep } from 'node:timers/promises';

/** The clock of the played day, which runs faster than ours. */
export class PlayedClock {
  private readonly began = performance.now();

  constructor(
    private readonly speed: number,
    private readonly ended: AbortSignal,
  ) {}

  /** Minutes of the played day so far. */
  get minute(): number {
    return ((performance.now() - this.began) / 60_000) * this.speed;
  }

  get over(): boolean {
    return this.ended.aborted;
  }

  until(minute: number): Promise<void> {
    return this.pass(minute - this.minute);
  }

  /** Returns early when the day is ended. */
  async pass(minutes: number): Promise<void> {
    await sleep(Math.max(0, (minutes * 60_000) / this.speed), undefined, { signal: this.ended }).catch(() => undefined);
  }
}
