import TestSequencer from '@jest/test-sequencer';

/** Suites of a minute and more that mostly wait: begun last, everything else would have ended long before them. */
const longest = ['test/faults/campaign.spec.ts', 'test/releases/rolling-upgrade.spec.ts', 'test/faults/rollout-killed.spec.ts'];

/** Then as Jest has it: what took longest the last time, and where nothing is known yet, the largest file. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const isLong = ({ path }) => longest.some((one) => path.endsWith(one));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
