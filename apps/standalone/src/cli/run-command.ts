import { FirstbellError } from '@firstbell/platform';
import { StartFailure } from '../start-failure.js';
import { type CommandInput, UsageError } from './command.js';
import { commands } from './commands.js';

/** Finds the command by its first words and runs it. Answers the exit code: 0 done, 1 not possible, 2 typed wrongly. */
export async function runCommand({ args, write, say }: CommandInput): Promise<number> {
  const found = [...commands].find(([words]) => words.split(' ').every((word, index) => args[index] === word));
  if (found === undefined) return listCommands({ args, write, say });
  const [words, command] = found;
  const rest = args.slice(words.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    write(command.help);
    return 0;
  }
  try {
    return await command.run({ args: rest, write, say });
  } catch (error) {
    if (error instanceof UsageError) {
      say(`${error.message}\nSee: firstbell ${words} --help`);
      return 2;
    }
    say(reasonOf(error));
    return 1;
  }
}

function listCommands({ args, write, say }: CommandInput): number {
  const [first] = args;
  const list = [
    'The administrator’s command line of Firstbell.',
    '',
    ...[...commands].map(([words, { summary }]) => `  firstbell ${words.padEnd(24)} ${summary}`),
    '',
    'Each command explains itself with --help.',
    '',
  ].join('\n');
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    write(list);
    return 0;
  }
  say(`There is no command “${args.filter((word) => !word.startsWith('-')).join(' ')}”.\n\n${list}`);
  return 2;
}

/** Refusals of ours say what to do; anything else is a fault worth its stack. */
function reasonOf(error: unknown): string {
  if (error instanceof FirstbellError) return error.detail;
  if (error instanceof StartFailure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
