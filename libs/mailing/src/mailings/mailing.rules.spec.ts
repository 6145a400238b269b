import { describe, expect, it } from '@jest/globals';
import { firstState, isMailAddress, messageIdOf } from './mailing.rules.js';

describe('an address a mail can go to', () => {
  it.each(['ann@x.example', "o'brien+school@mail.x.example", 'íñigo@x.example', 'a.b-c_d@x-y.example'])('%s', (address) => {
    expect(isMailAddress(address)).toBe(true);
  });

  it.each([
    'ann',
    'ann@x',
    '@x.example',
    'a b@x.example',
    'a@x.example,b@x.example',
    'a@x.example>\r\nRCPT TO:<b@x.example',
    'Ann <ann@x.example>',
    'a@b@x.example',
    `${'a'.repeat(250)}@x.example`,
  ])('not %j', (address) => {
    expect(isMailAddress(address)).toBe(false);
    expect(firstState(address)).toEqual({ state: 'bad_address', reason: 'bad_address' });
  });

  it('is missing', () => {
    expect(firstState(null)).toEqual({ state: 'bad_address', reason: 'no_address' });
  });
});

describe('a Message-ID', () => {
  it('comes from the row alone, so that every try has the same', () => {
    expect(messageIdOf('1', 'it@Juniper.example')).toBe('<1@juniper.example>');
    expect(messageIdOf('1', null)).toBe('<1@firstbell.invalid>');
  });
});
