import { parseArgs } from 'node:util';
import { UsageError } from './command.js';

/** For a command typed with one file, and perhaps `--json`. @throws UsageError */
export function understandFile(args: readonly string[]): { file: string; json: boolean } {
  let typed;
  try {
    typed = parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean' } } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const [file, second] = typed.positionals;
  if (file === undefined || second !== undefined) throw new UsageError('Say which file, and only one.');
  return { file, json: typed.values.json === true };
}
