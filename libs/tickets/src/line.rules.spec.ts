import { describe, expect, it } from '@jest/globals';
import { headStartSql } from './filing.store.js';
import { headStartSeconds, lineRank, waitFor } from './line.rules.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 8, 1, 8, minutes));

describe('the place in line', () => {
  it('is better for a higher priority filed at the same time', () => {
    const ranks = (['urgent', 'high', 'normal', 'low'] as const).map((priority) => lineRank(at(0), priority).getTime());
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(4);
  });
  it('is better for who came first within a priority', () => {
    expect(lineRank(at(1), 'normal') < lineRank(at(2), 'normal')).toBe(true);
  });
  it('lets nobody wait for ever behind newer, more urgent tickets', () => {
    expect(lineRank(at(0), 'low') < lineRank(at(120), 'urgent')).toBe(true);
  });
  it('is reckoned in the database with the same head starts', () => {
    for (const [priority, seconds] of Object.entries(headStartSeconds)) {
      if (priority === 'normal') expect(headStartSql).toContain(`ELSE ${seconds} END`);
      else expect(headStartSql).toContain(`WHEN '${priority}' THEN ${seconds}`);
    }
  });
});

describe('the wait that is told', () => {
  const handling = { p25: 240, p75: 480, onDuty: 3 };
  it('is a range in minutes that grows with the place', () => {
    expect(waitFor(1, handling)).toEqual({ fromMinutes: 2, toMinutes: 8 });
    expect(waitFor(7, handling)).toEqual({ fromMinutes: 10, toMinutes: 24 });
  });
  it('is not told when too little is known, nobody is on duty, or there is no place', () => {
    expect(waitFor(1, { ...handling, p25: null })).toBeNull();
    expect(waitFor(1, { ...handling, onDuty: 0 })).toBeNull();
    expect(waitFor(null, handling)).toBeNull();
  });
  it('is not told beyond two hours, where it would only be a guess', () => {
    expect(waitFor(99, { p25: 600, p75: 900, onDuty: 1 })).toBeNull();
  });
});
