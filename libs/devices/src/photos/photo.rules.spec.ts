import { describe, expect, it } from '@jest/globals';
import { photoTypeOf } from './photo.rules.js';

describe('the type of a photo', () => {
  it('is read from its first bytes', () => {
    expect(photoTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(photoTypeOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]))).toBe('image/png');
    expect(photoTypeOf(Buffer.from('RIFF\u0000\u0000\u0000\u0000WEBPVP8 '))).toBe('image/webp');
  });

  it.each(['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '<html>', 'GIF89a', 'RIFF0000WAVE', ''])(
    'is none of ours for %j',
    (text) => {
      expect(photoTypeOf(Buffer.from(text))).toBeNull();
    },
  );
});
