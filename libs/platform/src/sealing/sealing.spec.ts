import { afterAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sealing } from './sealing.js';

const folder = mkdtempSync(join(tmpdir(), 'firstbell-sealing-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a sealed secret', () => {
  it('opens for its row and in every process of the installation, and holds nothing readable', () => {
    const sealed = new Sealing({ DATA_DIR: folder }).seal('Maple-Otter-41', 'school/row');
    expect(sealed.toString('latin1')).not.toContain('Maple');
    expect(new Sealing({ DATA_DIR: folder }).open(sealed, 'school/row')).toBe('Maple-Otter-41');
  });

  it('is different each time', () => {
    const sealing = new Sealing({ DATA_DIR: folder });
    expect(sealing.seal('same', 'row').equals(sealing.seal('same', 'row'))).toBe(false);
  });

  it.each([
    ['another row', (sealed: Buffer) => sealed, 'school/other', undefined],
    ['another key', (sealed: Buffer) => sealed, 'school/row', randomBytes(32).toString('base64')],
    [
      'a changed byte',
      (sealed: Buffer) => Buffer.concat([sealed.subarray(0, -1), Buffer.from([(sealed.at(-1) ?? 0) ^ 1])]),
      'school/row',
      undefined,
    ],
  ])('does not open with %s, and says what to do', (_, spoil, subject, key) => {
    const sealed = new Sealing({ DATA_DIR: folder }).seal('secret', 'school/row');
    const opener = new Sealing({ DATA_DIR: folder, ...(key === undefined ? {} : { SEALING_KEY: key }) });
    expect(() => opener.open(spoil(sealed), subject)).toThrow(/SEALING_KEY or sealing.key/);
  });

  it('has a key that only its owner can read', () => {
    new Sealing({ DATA_DIR: folder }).seal('x', 'y');
    expect(statSync(join(folder, 'sealing.key')).mode & 0o777).toBe(0o600);
  });
});
