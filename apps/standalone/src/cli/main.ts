import { runCommand } from './run-command.js';

// Whoever reads the answer may stop reading (`| head`); the command still ends what it began.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommand({
  args: process.argv.slice(2),
  write: (text) => {
    process.stdout.write(text);
  },
  say: (line) => {
    process.stderr.write(`${line}\n`);
  },
});
