import { describe, expect, it } from '@jest/globals';
import { parseResumeToken, resumeToken } from './resume-token.js';

const epoch = '0191d3a0-5d8e-4b3c-9a55-4f1c2f1f0a01';
const token = (text: string) => Buffer.from(text).toString('base64url');

describe('a resume token', () => {
  it.each(['10:10:', '10:20:10,15,19', '3:9223372036854775807:3'])('gives back the point it was made of (%s)', (snapshot) => {
    expect(parseResumeToken(resumeToken(epoch, snapshot))).toEqual({ epoch, snapshot });
  });

  it.each([
    ['nothing', ''],
    ['text that is no token', 'hello there'],
    ['an epoch that is no UUID', token('1 10:20:')],
    ['SQL in place of the snapshot', token(`${epoch} 1:2:'); DROP TABLE ticket; --`)],
    ['a snapshot that ends before it begins', token(`${epoch} 20:10:`)],
    ['a snapshot from before the first transaction', token(`${epoch} 0:10:`)],
    ['flying transactions out of order', token(`${epoch} 10:20:15,12`)],
    ['a flying transaction outside', token(`${epoch} 10:20:20`)],
    ['more digits than 64 bits hold', token(`${epoch} 10:99999999999999999999:`)],
    ['something after the snapshot', token(`${epoch} 10:20: x`)],
  ])('is refused when it is %s', (_what, text) => {
    expect(parseResumeToken(text)).toBeUndefined();
  });
});
