import { describe, expect, it } from '@jest/globals';
import { pagesOf, tileGrid } from './tiles-per-page.rules.js';

describe('issue tiles on a page', () => {
  it('fills a kiosk of 1280 by 800 with four by three', () => {
    expect(tileGrid(1184, 520)).toEqual({ columns: 4, rows: 3, perPage: 12 });
  });

  it('shows eight on a phone held upright', () => {
    expect(tileGrid(350, 640)).toEqual({ columns: 2, rows: 3, perPage: 6 });
    expect(tileGrid(350, 660)).toEqual({ columns: 2, rows: 4, perPage: 8 });
  });

  it('never shows more than twelve, nor a single row', () => {
    expect(tileGrid(3000, 3000).perPage).toBe(12);
    expect(tileGrid(350, 100)).toMatchObject({ rows: 2 });
  });

  it('spreads the catalogue over pages, losing none', () => {
    const issues = Array.from({ length: 24 }, (_, index) => index);
    expect(pagesOf(issues, 12).map((page) => page.length)).toEqual([12, 12]);
    expect(pagesOf(issues, 10).flat()).toEqual(issues);
    expect(pagesOf([], 12)).toEqual([[]]);
  });
});
