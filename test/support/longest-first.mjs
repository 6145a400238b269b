import TestSequencer from '@jest/test-sequencer';

/** Suites of a minute and more that mostly wait: begun last, everything else would have ended long before them. */
const longest = ['test/faults/campaign.spec.ts', 'test/releases/rolling-upgrade.spec.ts', 'test/faults/rollout-killed.spec.ts'];

/** Then as Jest has it: what took longest the last time, and where nothing is known yet, the largest file. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const long = longest.flatMap((one) => sorted.filter(({ path }) => path.endsWith(one)));
    return [...long, ...sorted.filter((test) => !long.includes(test))];
  }
}
