import { describe, expect, it } from '@jest/globals';
import { bellSlots, type BellSlot } from './bell-slots.rules.js';

const schedule = [
  { name: 'Period 2', startsAt: '08:50', endsAt: '09:35' },
  { name: 'Period 1', startsAt: '08:00', endsAt: '08:45' },
  { name: 'Lunch', startsAt: '09:20', endsAt: '10:00' },
];
const slotAt = (slots: BellSlot[], clock: string) =>
  slots.filter((slot) => slot.since <= clock && clock < slot.until).map((slot) => slot.name);

describe('the slots of a school day', () => {
  const slots = bellSlots(schedule);

  it('hold every minute exactly once', () => {
    for (let minute = 0; minute < 1_440; minute += 1) {
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      expect(slotAt(slots, clock)).toHaveLength(1);
    }
  });

  it.each([
    ['07:59', 'Before school'],
    ['08:00', 'Period 1'],
    ['08:44', 'Period 1'],
    ['08:45', 'Period 2'],
    ['09:34', 'Period 2'],
    ['09:35', 'Lunch'],
    ['10:00', 'After school'],
  ])('put %s into %s', (clock, name) => {
    expect(slotAt(slots, clock)).toEqual([name]);
  });

  it('keep a period that another one covers, empty', () => {
    const covered = bellSlots([
      { name: 'All day', startsAt: '08:00', endsAt: '15:00' },
      { name: 'Club', startsAt: '12:00', endsAt: '13:00' },
    ]);
    expect(covered.map((slot) => slot.name)).toEqual(['Before school', 'All day', 'Club', 'After school']);
    expect(slotAt(covered, '12:30')).toEqual(['All day']);
  });

  it('are none without a bell schedule', () => {
    expect(bellSlots([])).toEqual([]);
  });
});
