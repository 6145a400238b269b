import { describe, expect, it } from '@jest/globals';
import { mentionsOf, whyNotErasable, type ErasureFacts } from './erasure.rules.js';

const free: ErasureFacts = { isSelf: false, inRoster: false, devices: 0, openTickets: 0, accountIsBusy: false };

describe('who can be erased', () => {
  it('is whoever has nothing under way', () => {
    expect(whyNotErasable(free)).toBeUndefined();
  });
  it.each([
    [{ isSelf: true }, 'person.is_self'],
    [{ inRoster: true }, 'person.in_roster'],
    [{ devices: 1 }, 'person.has_device'],
    [{ openTickets: 1 }, 'person.has_open_ticket'],
    [{ accountIsBusy: true }, 'person.account_busy'],
  ])('is not somebody with %o', (more, code) => {
    expect(whyNotErasable({ ...free, ...more })).toMatchObject({ code });
  });
});

describe('a mention of a person', () => {
  it('is a full name or an identifier, taken literally, and nothing as short as a word', () => {
    const ids = ['ana.lima@x.example', 'ana.lima', '17', null];
    expect(mentionsOf({ givenName: 'Ana', preferredName: null, familyName: 'Lima', ids })).toBe(
      String.raw`(?<![[:alnum:]])(?:ana\.lima\@x\.example|Lima\,\ Ana|Ana\ Lima|Lima\ Ana|ana\.lima)(?![[:alnum:]])`,
    );
  });

  it('is nothing for somebody of whom too little is known: everything would be one', () => {
    expect(mentionsOf({ givenName: 'A', preferredName: null, familyName: '', ids: ['17', null] })).toBeNull();
  });
});
