import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { realtimeReference, referenceBegins } from './realtime-reference.js';

const written = readFileSync(new URL('../../../docs/realtime.md', import.meta.url), 'utf8');

describe('docs/realtime.md', () => {
  it('says what the contracts say; otherwise build and run scripts/write-realtime-doc.mjs', () => {
    expect(written.slice(written.indexOf(referenceBegins))).toBe(realtimeReference());
  });
});
