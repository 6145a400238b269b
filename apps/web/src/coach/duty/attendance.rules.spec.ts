import { describe, expect, it } from '@jest/globals';
import { presenceOf, timeOf } from './attendance.rules.js';

const period = { startsAt: '2026-11-23T14:00:00.000Z', endsAt: '2026-11-23T14:45:00.000Z' };

describe('attendance as it is shown', () => {
  it('goes by the bells, to the second', () => {
    const at = (time: string) => timeOf(period, Date.parse(`2026-11-23T${time}Z`));
    expect(['13:59:59', '14:00:00', '14:44:59', '14:45:00'].map(at)).toEqual(['later', 'now', 'now', 'past']);
  });
  it('tells who is here, has left, is missing, came or did not', () => {
    const here = { since: period.startsAt, isHere: true };
    const left = { since: period.startsAt, isHere: false };
    const none = { since: null, isHere: false };
    expect([here, left, none].map((one) => presenceOf(one, 'now'))).toEqual(['here', 'left', 'missing']);
    expect([left, none].map((one) => presenceOf(one, 'past'))).toEqual(['came', 'absent']);
    expect(presenceOf(none, 'later')).toBe('expected');
  });
});
