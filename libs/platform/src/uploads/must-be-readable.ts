import { access, constants, stat } from 'node:fs/promises';
import { FirstbellError } from '../errors/firstbell-error.js';

/** For a file named by whoever sits at this computer. @throws FirstbellError `code` when it is not there, a folder, or closed to us */
export async function mustBeReadable(path: string, code: string): Promise<void> {
  const why = await whyUnreadable(path);
  if (why !== null) throw new FirstbellError(code, 404, `The file ${path} cannot be read (${why}). Check its name and folder.`);
}

async function whyUnreadable(path: string): Promise<string | null> {
  try {
    await access(path, constants.R_OK);
    return (await stat(path)).isFile() ? null : 'it is not a file';
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown reason';
  }
}
