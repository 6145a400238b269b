import { chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** PostgreSQL refuses to run as root; as root we run it as this user. */
export interface ServerUser {
  name: string;
  uid: number;
  gid: number;
}

/** `undefined` when we are not root: the server then runs as ourselves. */
export function chooseServerUser(existingCluster: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readUsers();
  // A cluster made without root before keeps its owner, so that both ways of starting go on working.
  const owner = ownerOf(existingCluster);
  if (owner && owner.uid !== 0) {
    return { name: users.find((user) => user.uid === owner.uid)?.name ?? `user ${owner.uid}`, ...owner };
  }
  return (
    users.find((user) => user.name === 'postgres') ??
    users.find((user) => user.name === 'nobody') ?? { name: 'nobody', uid: 65534, gid: 65534 }
  );
}

/** Hands a folder and everything in it to the user. Links are handed over, not followed. */
export function giveTo(user: ServerUser, path: string): void {
  lchownSync(path, user.uid, user.gid);
  if (!statSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) giveTo(user, child);
    else if (entry.isSymbolicLink()) lchownSync(child, user.uid, user.gid);
    else chownSync(child, user.uid, user.gid);
  }
}

/** The outermost folder on the way to `path` that this user may not enter, if any (mode bits; no ACLs). */
export function firstClosedFolder(path: string, user: ServerUser): string | undefined {
  const parent = dirname(path);
  const above = parent === path ? undefined : firstClosedFolder(parent, user);
  if (above !== undefined) return above;
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return undefined;
  const bits = found.uid === user.uid ? found.mode >> 6 : found.gid === user.gid ? found.mode >> 3 : found.mode;
  return bits & 1 ? undefined : path;
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
}

function readUsers(): ServerUser[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
      .filter((user) => user.uid > 0 && Number.isSafeInteger(user.gid));
  } catch {
    return [];
  }
}
