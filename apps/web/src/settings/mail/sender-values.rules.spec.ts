import { describe, expect, it } from '@jest/globals';
import { mailPresetNames, mailPresets } from '@firstbell/contracts/mailing';
import { senderValues, timeFor, withPreset } from './sender-values.rules.js';

describe('the form of the sender', () => {
  it('takes server and limits from the provider, and leaves the account alone', () => {
    const values = withPreset({ ...senderValues(null), user: 'it@x.example', password: 'typed' }, 'gmail');
    expect(values).toMatchObject({ preset: 'gmail', host: 'smtp.gmail.com', perDay: 2_000, user: 'it@x.example', password: 'typed' });
  });

  it('never knows a secret that is stored', () => {
    const saved = { ...senderValues(null), hasSecret: true, test: null, version: 3 };
    expect(senderValues(saved)).toMatchObject({ password: '', clientSecret: '', refreshToken: '' });
  });

  it('has no preset with more than the three connections a provider allows', () => {
    expect(mailPresetNames.filter((name) => mailPresets[name].connections > 3)).toEqual([]);
  });

  it.each([
    ['exchange', 'hours', 3],
    ['gmail', 'days', 3],
    ['outlook', 'days', 5],
  ] as const)('says how long 4,200 mails take with %s', (name, unit, count) => {
    expect(timeFor(4_200, mailPresets[name].perMinute, mailPresets[name].perDay)).toEqual({ unit, count });
  });
});
