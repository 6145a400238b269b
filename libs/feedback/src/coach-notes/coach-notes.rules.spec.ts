import { describe, expect, it } from '@jest/globals';
import { reviewReasons } from '@firstbell/contracts/feedback';
import { mayNameTicket } from './coach-notes.rules.js';

const named = (of: { rated: boolean; assistantId: string | null }) =>
  reviewReasons.filter((reason) => mayNameTicket({ reason, ...of }, 'Ana'));

describe('a coach’s note names its ticket', () => {
  it('when it is about the assistant’s own work that no student rated', () => {
    expect(named({ rated: false, assistantId: 'Ana' })).toEqual(['escalated', 'nobody_qualified', 'reopened', 'sample']);
  });

  it('never once a student rated it, for that would tell who said what', () => {
    expect(named({ rated: true, assistantId: 'Ana' })).toEqual([]);
  });

  it('never when it is about the work of somebody else, or nobody’s', () => {
    expect(named({ rated: false, assistantId: 'Ben' })).toEqual([]);
    expect(named({ rated: false, assistantId: null })).toEqual([]);
  });
});
