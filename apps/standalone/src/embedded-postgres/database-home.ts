import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../start-failure.js';
import { firstClosedFolder, type ServerUser } from './server-user.js';

/** Where root's database goes when the server's user cannot reach the data folder. Survives a restart of the machine. */
const systemFolder = '/var/lib/firstbell';

const pointerSchema = z.object({ home: z.string(), dataFolder: z.string() });
type Pointer = z.infer<typeof pointerSchema>;

/** The folder with everything of the database: `cluster/`, `credentials.json`, `postgres.log`, `port`, perhaps `binaries-*`. */
export interface DatabaseHome {
  path: string;
  /** Said once to the person who starts, when the database does not live where they would look for it. */
  notice: string | undefined;
}

/** Where an earlier start put the database of this data folder; `undefined` when there was none. */
export function findDatabaseHome(dataFolder: string): string | undefined {
  const inside = insideOf(dataFolder);
  if (existsSync(join(inside, 'cluster'))) return inside;
  return readPointer(join(dataFolder, pointerName))?.home;
}

/**
 * The database lives in `<data folder>/postgres`. Only when root starts us below a folder closed to others (`/root/…`)
 * does it live in a new folder in /var/lib/firstbell, and the data folder holds a note that says where. (A name of its own each
 * time: whoever removes the data folder to begin anew must not meet the old database again.)
 */
export function settleDatabaseHome(dataFolder: string, user: ServerUser | undefined, elsewhere = systemFolder): DatabaseHome {
  const inside = insideOf(dataFolder);
  const pointer = readPointer(join(dataFolder, pointerName));
  if (pointer && belongsTo(pointer, dataFolder)) return followPointer(pointer, dataFolder);
  if (!user) return makeHome(inside);

  // Our own data folder may be entered (not listed) by others: its parents are not ours to open.
  chmodSync(dataFolder, 0o711);
  const closed = firstClosedFolder(dataFolder, user);
  if (closed === undefined) return makeHome(inside);
  if (existsSync(join(inside, 'cluster'))) {
    throw new StartFailure(
      'data.not_writable',
      `The database in ${inside} has to run as the user "${user.name}", who may not enter ${closed}.`,
      `move the data folder ${dataFolder} to a folder that everybody may enter (for example under /srv) and start with DATA_DIR set to it.`,
    );
  }
  if (!existsSync(elsewhere)) makeHome(elsewhere);
  const home = makeHome(join(elsewhere, randomBytes(6).toString('hex'))).path;
  writeFileSync(join(home, 'whose-database-this-is.txt'), `${dataFolder}\n`);
  writePointer(dataFolder, { home, dataFolder });
  const notice = `The database is kept in ${home}, because it runs as the user "${user.name}", who may not enter ${closed}.`;
  return { path: home, notice };
}

const pointerName = 'where-the-database-is.json';
const insideOf = (dataFolder: string) => join(dataFolder, 'postgres');

/** A data folder that was moved keeps its database; a copy of it beside the original gets one of its own. */
function belongsTo(pointer: Pointer, dataFolder: string): boolean {
  return pointer.dataFolder === dataFolder || !existsSync(join(pointer.dataFolder, pointerName));
}

function followPointer(pointer: Pointer, dataFolder: string): DatabaseHome {
  if (!existsSync(pointer.home)) {
    throw new StartFailure(
      'data.moved_away',
      `${join(dataFolder, pointerName)} says that the database is in ${pointer.home}, but nothing is there.`,
      'bring that folder back (it is needed together with the data folder), or remove the note to begin with an empty database.',
    );
  }
  if (pointer.dataFolder !== dataFolder) writePointer(dataFolder, { home: pointer.home, dataFolder });
  return { path: pointer.home, notice: `The database is kept in ${pointer.home}.` };
}

function makeHome(path: string): DatabaseHome {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o711);
  return { path, notice: undefined };
}

function readPointer(path: string): Pointer | undefined {
  if (!existsSync(path)) return undefined;
  return pointerSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

function writePointer(dataFolder: string, pointer: Pointer): void {
  writeFileSync(join(dataFolder, pointerName), `${JSON.stringify(pointer, null, 2)}\n`);
}
