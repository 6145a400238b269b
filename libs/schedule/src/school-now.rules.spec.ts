import { describe, expect, it } from '@jest/globals';
import { dutyEnd } from './duty.rules.js';
import { schoolNow, type SchoolClock } from './school-now.rules.js';

const clock: SchoolClock = {
  timeZone: 'America/Chicago',
  settings: { nameSearch: true, leaseMinutes: 15, reviewSampleADay: 5, coachTitle: 'Coach', wordsKeptYears: 1 },
  periods: [
    { id: 'p1', name: 'Period 1', startsAt: '08:00', endsAt: '08:45', dayTypeId: null },
    { id: 'p2', name: 'Period 2', startsAt: '08:50', endsAt: '09:35', dayTypeId: null },
  ],
  dayTypes: [],
  pattern: { kind: 'same', dayTypeId: null },
  daysOff: [],
  specialDays: [],
};
const at = (time: string) => schoolNow(clock, new Date(`2026-11-23T${time}-06:00`));

describe('what time it is at a school', () => {
  it('is told with the periods that ring today and the one that runs', () => {
    expect(at('08:10:00')).toMatchObject({ day: '2026-11-23', periods: clock.periods, period: { id: 'p1' } });
  });
  it('is nobody’s period at the weekend', () => {
    expect(schoolNow(clock, new Date('2026-11-22T08:10:00-06:00'))).toMatchObject({ periods: [], period: null });
  });
});

describe('duty ends by itself', () => {
  const bell = (time: string) => new Date(`2026-11-23T${time}-06:00`);
  it('with the period, and with the next one for who comes in the break or in the last minute', () => {
    expect(dutyEnd(at('08:10:00'), false)).toEqual(bell('08:45:00'));
    expect(dutyEnd(at('08:47:00'), false)).toEqual(bell('09:35:00'));
    expect(dutyEnd(at('08:44:30'), false)).toEqual(bell('09:35:00'));
    expect(dutyEnd(at('07:30:00'), false)).toEqual(bell('08:45:00'));
  });
  it('with the last bell for who has the whole day', () => {
    expect(dutyEnd(at('08:10:00'), true)).toEqual(bell('09:35:00'));
  });
  it('at midnight after the last bell', () => {
    expect(dutyEnd(at('15:00:00'), false)).toEqual(bell('24:00:00'));
  });
});
