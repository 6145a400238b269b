import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderLock } from './folder-lock.js';

describe('the lock of a data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firstbell-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const leaveBehind = (text: string) => writeFileSync(join(folder, 'firstbell.lock'), text);

  it('is had by one at a time, and says who has it', () => {
    const lock = FolderLock.take(folder);
    expect(() => FolderLock.take(folder)).toThrow(`already running on the data folder ${folder} (process ${process.pid})`);
    lock.release();
    FolderLock.take(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process that died does not count', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    leaveBehind(JSON.stringify({ pid, startedAt: '1' }));
    FolderLock.take(folder).release();
  });

  it('of a process whose pid another one has now does not count', () => {
    leaveBehind(JSON.stringify({ pid: process.pid, startedAt: 'some time ago' }));
    FolderLock.take(folder).release();
  });

  it.each(['', '{"pid":', '{"pid":"x"}'])('does not count when it was half written: %j', (text) => {
    leaveBehind(text);
    FolderLock.take(folder).release();
  });
});
