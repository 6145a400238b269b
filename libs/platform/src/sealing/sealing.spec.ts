import { afterAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKeyToFile, keyFileIn } from './key-file.js';
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

/** Nobody else may give a file away. */
const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('a changed key', () => {
  const [old, recent] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64'));
  const of = (...keys: unknown[]) => new Sealing({ DATA_DIR: folder, SEALING_KEY: keys.join(',') });

  it('seals when it stands first, and opens wherever it stands', () => {
    const [byOld, byNew] = [of(old, recent).seal('secret', 'row'), of(recent, old).seal('secret', 'row')];
    expect(of(old).open(byOld, 'row')).toBe('secret');
    expect(of(recent).open(byNew, 'row')).toBe('secret');
    for (const sealing of [of(old, recent), of(recent, old)])
      expect([sealing.open(byOld, 'row'), sealing.open(byNew, 'row')]).toEqual(['secret', 'secret']);
    expect(() => of(recent).open(byOld, 'row')).toThrow('sealing.wrong_key');
  });

  it('seals anew what an older one sealed, and leaves what it sealed itself', () => {
    const anew = of(recent, old).resealed(of(old).seal('secret', 'row'), 'row') ?? Buffer.alloc(0);
    expect(of(recent).open(anew, 'row')).toBe('secret');
    expect(of(recent, old).resealed(anew, 'row')).toBeUndefined();
    expect(() => of(recent).resealed(of(old).seal('secret', 'row'), 'row')).toThrow('sealing.wrong_key');
  });

  it('in the file is the newest at once for a process that runs, and the file stays its owner’s', () => {
    const running = new Sealing({ DATA_DIR: folder });
    const before = running.seal('before', 'row');
    addKeyToFile(keyFileIn(folder));
    expect(running.open(before, 'row')).toBe('before');
    expect(running.resealed(before, 'row')).toBeDefined();
    expect(running.resealed(running.seal('after', 'row'), 'row')).toBeUndefined();
    expect(statSync(keyFileIn(folder)).mode & 0o777).toBe(0o600);
  });

  asRoot('in the file leaves it to whoever runs Firstbell when an administrator changes it with sudo', () => {
    const file = keyFileIn(folder);
    new Sealing({ DATA_DIR: folder }).seal('x', 'y');
    chownSync(file, 65_532, 65_533);
    addKeyToFile(file);
    expect(statSync(file)).toMatchObject({ uid: 65_532, gid: 65_533 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
