import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

/** The severities that `npm audit` tells, the worst first. */
const severities = ['critical', 'high', 'moderate', 'low'];

describe('a vulnerability that is known', () => {
  it('has a day by which it is mended, the sooner the worse it is', () => {
    const rows = [...readFileSync('SECURITY.md', 'utf8').matchAll(/^\| (\w+) \| (\d+) days \|/gm)];
    expect(rows.map(([, severity]) => severity)).toEqual(severities);
    const days = rows.map(([, , number]) => Number(number));
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });
});
