import { describe, expect, it } from '@jest/globals';
import { draftOf, fieldsOf, patternDraftOf, patternOf, sentOf } from './bells-draft.rules.js';

const dayTypes = [
  { id: 'a', name: ' A ' },
  { id: 'b', name: 'B' },
];
const today = '2026-11-30';

describe('the pattern that is chosen', () => {
  it('is sent as it came', () => {
    for (const pattern of [
      { kind: 'same' as const, dayTypeId: 'a' },
      { kind: 'weekdays' as const, dayTypeIds: ['a', 'b', null, 'a', 'b'] },
      { kind: 'rotation' as const, from: '2026-08-24', dayTypeIds: ['b', 'a'] },
    ])
      expect(patternOf(patternDraftOf(pattern, today), dayTypes)).toEqual(pattern);
  });
  it('loses kinds of days that were removed; a rotation of none is every day alike', () => {
    const [onlyB] = [dayTypes.slice(1)];
    expect(patternOf(patternDraftOf({ kind: 'weekdays', dayTypeIds: ['a', 'b', null, 'a', 'b'] }, today), onlyB)).toEqual({
      kind: 'weekdays',
      dayTypeIds: [null, 'b', null, null, 'b'],
    });
    expect(patternOf(patternDraftOf({ kind: 'rotation', from: today, dayTypeIds: ['a'] }, today), onlyB)).toEqual({
      kind: 'same',
      dayTypeId: null,
    });
  });
});

describe('what is sent', () => {
  it('is trimmed, and a period of a removed kind of day rings every day', () => {
    const period = { id: 'p', name: ' Period 1 ', startsAt: '08:00', endsAt: '08:45', dayTypeId: 'gone' };
    expect(sentOf({ ...draftOf(null), dayTypes, periods: [period] })).toMatchObject({
      dayTypes: [{ name: 'A' }, { name: 'B' }],
      periods: [{ name: 'Period 1', dayTypeId: null }],
    });
  });
  it('has a field for whatever a refusal may name', () => {
    const fields = fieldsOf({ ...draftOf(null), dayTypes: dayTypes.slice(1) });
    expect(fields).toEqual(['pattern', 'dayTypes', 'dayTypes.0.name', 'periods', 'daysOff']);
  });
});
