import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDatabaseHome, settleDatabaseHome } from './database-home.js';
import { firstClosedFolder, type ServerUser } from './server-user.js';

// Somebody who is neither the owner nor in the group of what the test makes.
const stranger: ServerUser = { name: 'stranger', uid: 54_321, gid: 54_321 };

describe('where the database lives', () => {
  let base: string;
  let elsewhere: string;
  let data: string;
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'firstbell-home-')));
    chmodSync(base, 0o755);
    elsewhere = join(base, 'system');
    data = join(base, 'project', 'data');
    mkdirSync(data, { recursive: true });
  });
  afterEach(() => rmSync(base, { recursive: true }));
  const closeParent = () => chmodSync(join(base, 'project'), 0o700);

  it('is the data folder when the server runs as ourselves, closed parent or not', () => {
    closeParent();
    expect(settleDatabaseHome(data, undefined, elsewhere)).toEqual({ path: join(data, 'postgres'), notice: undefined });
  });

  it('is the data folder when the server runs as another user who may go there, although only we could enter the folder itself', () => {
    chmodSync(data, 0o700);
    expect(settleDatabaseHome(data, stranger, elsewhere).path).toBe(join(data, 'postgres'));
    expect(firstClosedFolder(join(data, 'postgres'), stranger)).toBeUndefined();
  });

  it('is elsewhere, and says so, when the server runs as another user and a parent is closed to them', () => {
    closeParent();
    const home = settleDatabaseHome(data, stranger, elsewhere);
    expect(home.path.startsWith(elsewhere)).toBe(true);
    expect(home.notice).toContain(home.path);
    expect(home.notice).toContain(join(base, 'project'));
    expect(firstClosedFolder(home.path, stranger)).toBeUndefined();
    expect(findDatabaseHome(data)).toBe(home.path);
    expect(settleDatabaseHome(data, stranger, elsewhere).path).toBe(home.path);
  });

  it('stays where it is when the data folder is moved', () => {
    closeParent();
    const home = settleDatabaseHome(data, stranger, elsewhere).path;
    renameSync(data, `${data}-moved`);
    expect(settleDatabaseHome(`${data}-moved`, stranger, elsewhere).path).toBe(home);
    expect(settleDatabaseHome(`${data}-moved`, stranger, elsewhere).path).toBe(home);
  });

  it('is another one for a copy of the data folder', () => {
    closeParent();
    const home = settleDatabaseHome(data, stranger, elsewhere).path;
    cpSync(data, `${data}-copy`, { recursive: true });
    expect(settleDatabaseHome(`${data}-copy`, stranger, elsewhere).path).not.toBe(home);
  });

  it('is asked for when it is gone, instead of beginning with an empty one', () => {
    closeParent();
    rmSync(settleDatabaseHome(data, stranger, elsewhere).path, { recursive: true });
    expect(() => settleDatabaseHome(data, stranger, elsewhere)).toThrow('nothing is there');
  });

  it('is not left behind when a parent of an existing database was closed later', () => {
    mkdirSync(join(data, 'postgres', 'cluster'), { recursive: true });
    closeParent();
    expect(() => settleDatabaseHome(data, stranger, elsewhere)).toThrow('move the data folder');
  });
});
