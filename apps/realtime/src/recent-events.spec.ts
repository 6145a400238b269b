import { describe, expect, it } from '@jest/globals';
import type { LoggedEvent } from '@firstbell/platform';
import { RecentEvents } from './recent-events.js';

const event = (id: string, schoolId: string): LoggedEvent => ({
  id,
  schoolId,
  type: 'ticket.filed',
  subjectType: 'ticket',
  subjectId: id,
  version: 1,
  actorId: null,
  data: {},
  at: new Date(0),
  trace: null,
});
const idsOf = (events: readonly LoggedEvent[] | undefined) => events?.map(({ id }) => id);

describe('the latest events', () => {
  it('are those of the school after what was seen', () => {
    const recent = new RecentEvents();
    recent.add('10:10:', [event('a', 'north'), event('b', 'south')], '12:12:');
    recent.add('12:12:', [event('c', 'north')], '13:13:');
    expect(idsOf(recent.since('north', '10:10:', '13:13:'))).toEqual(['a', 'c']);
    expect(idsOf(recent.since('north', '12:12:', '13:13:'))).toEqual(['c']);
    expect(idsOf(recent.since('south', '12:12:', '13:13:'))).toEqual([]);
    expect(idsOf(recent.since('elsewhere', '11:11:', '13:13:'))).toEqual([]);
  });

  it('are none for who has seen as much, and unknown for who has seen more', () => {
    const recent = new RecentEvents();
    expect(recent.since('north', '10:10:', '10:10:')).toEqual([]);
    expect(recent.since('north', '9:9:', '10:10:')).toBeUndefined();
    recent.add('10:10:', [event('a', 'north')], '12:12:');
    expect(recent.since('north', '12:12:', '12:12:')).toEqual([]);
    expect(recent.since('north', '14:14:', '12:12:')).toBeUndefined();
  });

  it('are rather told twice than not, when a transaction was under way', () => {
    const recent = new RecentEvents();
    recent.add('10:10:', [event('a', 'north')], '11:13:11');
    recent.add('11:13:11', [event('late', 'north')], '13:13:');
    // Who saw neither 11 nor 12 has missed the late one, and hears of the other once more.
    expect(idsOf(recent.since('north', '11:13:11,12', '13:13:'))).toEqual(['a', 'late']);
    expect(idsOf(recent.since('north', '11:13:11', '13:13:'))).toEqual(['late']);
  });

  it('are not known of what was before this process, and of what is kept no longer', () => {
    const recent = new RecentEvents(2);
    recent.add('10:10:', [event('a', 'north'), event('x', 'south')], '11:11:');
    recent.add('11:11:', [event('b', 'north')], '12:12:');
    recent.add('12:12:', [event('c', 'north')], '13:13:');
    expect(recent.since('north', '9:9:', '13:13:')).toBeUndefined();
    expect(recent.since('north', '10:10:', '13:13:')).toBeUndefined();
    expect(idsOf(recent.since('north', '11:11:', '13:13:'))).toEqual(['b', 'c']);
    expect(idsOf(recent.since('south', '10:10:', '13:13:'))).toEqual(['x']);
  });

  it('of the school where nothing happened for the longest time go first, when there are too many', () => {
    const recent = new RecentEvents(10, 2);
    recent.add('10:10:', [event('a', 'north')], '11:11:');
    recent.add('11:11:', [event('b', 'south')], '12:12:');
    recent.add('12:12:', [event('c', 'west')], '13:13:');
    expect(recent.since('north', '10:10:', '13:13:')).toBeUndefined();
    expect(idsOf(recent.since('north', '11:11:', '13:13:'))).toEqual([]);
    expect(idsOf(recent.since('south', '10:10:', '13:13:'))).toEqual(['b']);
    expect(recent.since('elsewhere', '10:10:', '13:13:')).toBeUndefined();
  });
});
