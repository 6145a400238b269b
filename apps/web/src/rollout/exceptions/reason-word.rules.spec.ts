import { describe, expect, it } from '@jest/globals';
import { reasonWord } from './reason-word.rules.js';

describe('why something needs a person', () => {
  it.each([
    ['account', 'account.no_username', 'account_no_username'],
    ['account', 'account.conflict', 'account_conflict'],
    ['account', 'directory.refused', 'account_other'],
    ['mail', 'mail.no_address', 'mail_no_address'],
    ['mail', 'mail.something_new', 'mail_other'],
    ['check_out', 'check_out.not_told', 'check_out_not_told'],
    ['no_device', 'from.the.future', 'other'],
  ])('%s, %s', (kind, reason, word) => {
    expect(reasonWord(kind, reason)).toBe(word);
  });
});
