import { setTimeout as sleep } from 'node:timers/promises';

/** The clock of the played day: `speed` minutes of it pass in one of ours. Moments are those of `performance.now()`. */
export class SchoolClock {
  readonly began = performance.now();
  readonly ends: number;

  constructor(
    private readonly speed: number,
    /** How much of the day is played. */
    readonly minutes: number,
  ) {
    this.ends = this.at(minutes);
  }

  at(minute: number): number {
    return this.began + this.lasting(minute);
  }

  /** Milliseconds of ours. */
  lasting(minutes: number): number {
    return (minutes * 60_000) / this.speed;
  }

  get isOver(): boolean {
    return performance.now() >= this.ends;
  }

  /** Waits for a moment, or for the end of the day. */
  async until(moment: number): Promise<void> {
    await sleep(Math.max(0, Math.min(moment, this.ends) - performance.now()));
  }
}
