import { describe, expect, it } from '@jest/globals';
import { lineRow } from './line-row.fixture.js';
import { isOutOfOrder, nextFor } from './training.rules.js';

const account = lineRow({ id: 'account', skill: 'accounts' });
const basic = lineRow({ id: 'basic' });
const later = lineRow({ id: 'later' });
const beginner = { skills: [], everything: false };

describe('whose turn it is', () => {
  it('skips what the person is not trained for', () => {
    expect(nextFor(beginner, [account, basic])?.id).toBe('basic');
    expect(nextFor({ skills: ['accounts'], everything: false }, [account, basic])?.id).toBe('account');
    expect(nextFor({ skills: [], everything: true }, [account, basic])?.id).toBe('account');
    expect(nextFor(beginner, [account])).toBeNull();
  });

  it('calls it out of order to pass over someone one could have helped, and only then', () => {
    expect(isOutOfOrder(beginner, [account, basic, later], later)).toBe(true);
    expect(isOutOfOrder(beginner, [account, basic, later], basic)).toBe(false);
    expect(isOutOfOrder(beginner, [basic], lineRow({ id: 'held', state: 'held' }))).toBe(false);
  });
});
