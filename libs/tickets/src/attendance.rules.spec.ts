import { describe, expect, it } from '@jest/globals';
import { attendanceOf } from './attendance.rules.js';

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const period = (id: string, from: string, to: string) => ({
  id,
  name: id,
  startsAt: from,
  endsAt: to,
  dayTypeId: null,
  from: at(from),
  to: at(to),
});
const periods = [period('first', '08:00', '08:45'), period('second', '08:45', '09:30'), period('third', '09:35', '10:20')];
const [ana, ben, cy] = ['ana', 'ben', 'cy'].map((id) => ({ id, name: id }));
if (ana === undefined || ben === undefined || cy === undefined) throw new Error('There are three.');

const shifts = [
  { periodId: 'first', person: ana },
  { periodId: 'first', person: ben },
  { periodId: 'second', person: cy },
  { periodId: 'third', person: cy },
];
const times = [
  { person: ana, since: at('07:58'), until: new Date(at('08:45').getTime() + 4_000) },
  { person: ben, since: at('08:46'), until: null },
];
const [first, second, third] = attendanceOf(periods, shifts, times, at('09:00'));

describe('attendance', () => {
  it('says who of the expected came, and when; who came before the bell is there', () => {
    expect(first?.expected).toEqual([
      { person: ana, since: at('07:58').toISOString(), isHere: false },
      { person: ben, since: null, isHere: false },
    ]);
  });
  it('does not take who stayed a moment after the bell for one of the next period', () => {
    expect(second?.others.map(({ person }) => person.id)).toEqual(['ben']);
  });
  it('names who came without being expected, and who of the expected is missing', () => {
    expect(second).toMatchObject({ expected: [{ person: cy, since: null, isHere: false }], others: [{ person: ben, isHere: true }] });
  });
  it('has nobody yet in a period to come', () => {
    expect(third).toMatchObject({ expected: [{ person: cy, since: null, isHere: false }], others: [] });
  });
});
