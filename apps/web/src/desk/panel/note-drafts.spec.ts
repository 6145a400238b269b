import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { draftOf, draftSent, forgetDrafts, onDrafts, writeDraft, wishOf } from './note-drafts.js';

beforeEach(forgetDrafts);

describe('a half-written note', () => {
  it('is there again when the ticket is looked at again, and not at another', () => {
    writeDraft('t1', 'The hinge');
    expect([draftOf('t1'), draftOf('t2')]).toEqual(['The hinge', '']);
  });

  it('is gone once it is saved, also when that is heard only after another ticket was opened', () => {
    writeDraft('t1', 'The hinge is loose ');
    draftSent('t1', 'The hinge is loose');
    expect(draftOf('t1')).toBe('');
  });

  it('stays when it was written on while the words before were being saved', () => {
    writeDraft('t1', 'The hinge is loose, and');
    draftSent('t1', 'The hinge is loose');
    expect(draftOf('t1')).toBe('The hinge is loose, and');
  });

  it('does not stay behind for whoever signs in next', () => {
    writeDraft('t1', 'The hinge');
    const before = wishOf('t1').of('The hinge');
    forgetDrafts();
    expect(draftOf('t1')).toBe('');
    writeDraft('t1', 'The hinge');
    expect(wishOf('t1').of('The hinge')).not.toBe(before);
  });

  it('tells the form that shows it', () => {
    const listener = jest.fn();
    const stop = onDrafts(listener);
    writeDraft('t1', 'The');
    draftSent('t1', 'The');
    stop();
    writeDraft('t1', 'More');
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

describe('the id of a note', () => {
  it('is the same when it is sent again after a lost answer, whatever was looked at between', () => {
    writeDraft('t1', 'Loose');
    const first = wishOf('t1').of('Loose');
    writeDraft('t2', 'Other');
    expect(wishOf('t1').of('Loose')).toBe(first);
    expect(wishOf('t2').of('Loose')).not.toBe(first);
  });

  it('is another for corrected words, and for the same words once more after they were saved', () => {
    writeDraft('t1', 'Loose');
    const first = wishOf('t1').of('Loose');
    expect(wishOf('t1').of('Lose')).not.toBe(first);
    const again = wishOf('t1').of('Loose');
    draftSent('t1', 'Loose');
    writeDraft('t1', 'Loose');
    expect(wishOf('t1').of('Loose')).not.toBe(again);
  });
});
