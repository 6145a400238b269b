import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Pool } from 'pg';

const keptForHours = 24;

/** Names only: the folder may be called otherwise where the upload came in. */
const named = `
  SELECT regexp_replace(file_path, '^.*[/\\\\]', '') AS name FROM roster_import WHERE file_path IS NOT NULL
  UNION ALL SELECT regexp_replace(file_path, '^.*[/\\\\]', '') FROM device_import WHERE file_path IS NOT NULL`;

/**
 * Deletes the uploads no import waits for: a process that is killed leaves one behind, and it names people. One that is still
 * coming in is named by no import either, hence the day. Reads as the relay's role, across schools. Answers how many.
 */
export async function deleteLeftUploads(pool: Pool, dataDir: string, now: Date): Promise<number> {
  const folder = resolve(dataDir, 'uploads');
  const old = await olderThan(folder, now.getTime() - keptForHours * 3_600_000);
  if (old.length === 0) return 0;
  const { rows } = await pool.query<{ name: string }>(named);
  const wanted = new Set(rows.map(({ name }) => name));
  const left = old.filter((name) => !wanted.has(name));
  // Another worker may have been quicker.
  for (const name of left) await rm(join(folder, name), { force: true });
  return left.length;
}

async function olderThan(folder: string, atMs: number): Promise<string[]> {
  const old: string[] = [];
  // Until the first upload there is no folder.
  for (const name of await readdir(folder).catch(() => [])) {
    const file = await stat(join(folder, name)).catch(() => undefined);
    if (file?.isFile() === true && file.mtimeMs < atMs) old.push(name);
  }
  return old;
}
