import { describe, expect, it } from '@jest/globals';
import { bellSlots } from './bell-slots.rules.js';
import { figuresOf, minutes, shareOf, type DayOfFigures } from './figures.rules.js';
import { figuresTable } from './figures-table.rules.js';

const nothing: DayOfFigures = {
  day: '2026-11-23',
  now: new Date('2026-11-23T18:00:00Z'),
  filings: [],
  resolutions: [],
  solvedBySelfHelp: new Map(),
  counts: { waiting: 0, longest: null, on_duty: 0, escalated: 0 },
  feedback: { count: 0, students: 0, fixed: 0, explained: 0, respected: 0 },
  everyAnswer: true,
  outOfOrder: [],
  slots: bellSlots([
    { name: 'Period 1', startsAt: '08:00', endsAt: '08:45' },
    { name: 'Period 2', startsAt: '08:50', endsAt: '09:35' },
  ]),
};

const aDay: DayOfFigures = {
  ...nothing,
  filings: [
    { group: 3, issue_id: null, slot: null, filed: 9, median: 301, p90: 900 },
    { group: 1, issue_id: 'battery', slot: null, filed: 6, median: 240, p90: 600 },
    { group: 1, issue_id: 'screen', slot: null, filed: 3, median: null, p90: null },
    { group: 2, issue_id: null, slot: 2, filed: 8, median: 180, p90: 600 },
    { group: 2, issue_id: null, slot: 3, filed: 1, median: 60, p90: 60 },
    { group: 2, issue_id: null, slot: null, filed: 0, median: null, p90: null },
  ],
  resolutions: [
    { group: 3, issue_id: null, slot: null, resolved: 6, reopened: 1, at_once: 4 },
    { group: 1, issue_id: 'battery', slot: null, resolved: 6, reopened: 1, at_once: 4 },
    { group: 2, issue_id: null, slot: 1, resolved: 6, reopened: 1, at_once: 4 },
  ],
  solvedBySelfHelp: new Map([
    ['screen', 0],
    ['wifi', 2],
    ['sound', 0],
  ]),
  feedback: { count: 3, students: 3, fixed: 3, explained: 2, respected: 0 },
};

describe('a day on which nothing happened', () => {
  const figures = figuresOf(nothing);

  it('has no rates, rather than bad ones', () => {
    expect([
      figures.firstContactRate,
      figures.reopenRate,
      figures.feedback.fixed,
      figures.medianWaitMinutes,
      figures.longestWaitMinutes,
    ]).toEqual([null, null, null, null, null]);
  });

  it('lists every period with zeros, and no time outside the bells', () => {
    expect(figures.byPeriod).toEqual(
      ['Period 1', 'Period 2'].map((name) => ({ name, outside: null, filed: 0, resolved: 0, medianWaitMinutes: null })),
    );
    expect(figures.byIssue).toEqual([]);
  });
});

describe('the figures of a day', () => {
  const figures = figuresOf(aDay);

  it('are its totals, with rates of what was resolved', () => {
    expect(figures).toMatchObject({
      filed: 9,
      resolved: 6,
      solvedBySelfHelp: 2,
      medianWaitMinutes: 5,
      p90WaitMinutes: 15,
      firstContactRate: 0.667,
      reopenRate: 0.167,
    });
    expect(figures.feedback).toEqual({ count: 3, fixed: 1, explained: 0.667, respected: 0 });
  });

  it('go by issue, busiest first, also for what self-help solved and nobody filed', () => {
    expect(figures.byIssue).toEqual([
      { issueId: 'battery', filed: 6, resolved: 6, solvedBySelfHelp: 0, medianWaitMinutes: 4 },
      { issueId: 'screen', filed: 3, resolved: 0, solvedBySelfHelp: 0, medianWaitMinutes: null },
      { issueId: 'wifi', filed: 0, resolved: 0, solvedBySelfHelp: 2, medianWaitMinutes: null },
    ]);
  });

  it('go by period in the order of the day, with the time after the last bell when something happened in it', () => {
    expect(figures.byPeriod).toEqual([
      { name: 'Period 1', outside: null, filed: 0, resolved: 6, medianWaitMinutes: null },
      { name: 'Period 2', outside: null, filed: 8, resolved: 0, medianWaitMinutes: 3 },
      { name: 'After school', outside: 'after', filed: 1, resolved: 0, medianWaitMinutes: 1 },
    ]);
  });

  it('count the same tickets by issue and by period as in all', () => {
    expect(figures.byIssue.reduce((sum, row) => sum + row.filed, 0)).toBe(figures.filed);
    expect(figures.byPeriod.reduce((sum, row) => sum + row.filed, 0)).toBe(figures.filed);
  });

  it('make a table whose empty cells stay empty', () => {
    const names = new Map([['battery', { en: 'Battery', es: 'Batería' }]]);
    expect(figuresTable('issues', figures, names)[1]).toEqual(['Battery', 'Batería', 6, 6, 0, 4]);
    expect(figuresTable('summary', figuresOf(nothing), names)).toContainEqual(['first-contact resolution (share)', null]);
    expect(figuresTable('periods', figures, names).map((row) => row.length)).toEqual([4, 4, 4, 4]);
  });
});

describe('a figure', () => {
  it('in minutes has one decimal and is never negative', () => {
    expect([minutes(null), minutes(0), minutes(-3), minutes(89), minutes(3_600)]).toEqual([null, 0, 0, 1.5, 60]);
  });

  it('that is a share of nothing is none', () => {
    expect([shareOf(0, 0), shareOf(1, 3), shareOf(2, 2)]).toEqual([null, 0.333, 1]);
  });
});
