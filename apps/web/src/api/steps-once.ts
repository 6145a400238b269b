/** The steps of one press, each done once: pressed again after one of them failed, it goes on with that one. */
export class StepsOnce {
  private done = 0;

  /** @throws whatever the first step throws that does not go through; those before it are not done again */
  async run(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
    for (const step of steps.slice(this.done)) {
      await step();
      this.done += 1;
    }
  }
}
