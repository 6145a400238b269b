import { loadStandaloneEnv, type StandaloneEnv } from '@firstbell/platform';
import type { Command, CommandInput } from './command.js';
import { examineAddress, examineDisk, examineServer } from './doctor/examine-computer.js';
import { examineDatabase } from './doctor/examine-database.js';
import { examineRedis, examineSealing } from './doctor/examine-stores.js';
import { examineDemo, examinePauses, examineWorker } from './doctor/examine-work.js';
import { findingText, well, wrong, type Finding } from './doctor/finding.js';
import { openForLooking, type Looking } from './doctor/open-for-looking.js';

const help = `firstbell doctor [--json]

Looks at this installation, running or not, and says in plain words what is wrong and what to do. Changes nothing.
What is not well has a code; docs/observability.md lists them. Give it the same variables as Firstbell itself.
Ends with 0 when nothing is wrong (a warning is not), else with 1.
`;

export const doctorCommand: Command = { summary: 'Say what is wrong with this installation and what to do', help, run: examine };

async function examine({ args, write, say }: CommandInput): Promise<number> {
  const findings = await lookAround(say);
  write(args.includes('--json') ? `${JSON.stringify({ findings }, undefined, 2)}\n` : findings.map(findingText).join(''));
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

async function lookAround(say: (line: string) => void): Promise<Finding[]> {
  const node = well('Node.js', process.version);
  let env: StandaloneEnv;
  try {
    env = loadStandaloneEnv();
  } catch (error) {
    return [
      node,
      wrong('settings', 'settings.unusable', error instanceof Error ? error.message : String(error), 'Correct these variables.'),
    ];
  }
  return [
    node,
    examineDisk(env),
    await examineAddress(env),
    ...(await lookInside(env, say)),
    await examineRedis(env),
    await examineServer(env),
  ];
}

async function lookInside(env: StandaloneEnv, say: (line: string) => void): Promise<Finding[]> {
  const opened = await openForLooking(env, say);
  if (!('app' in opened)) return [opened];
  try {
    const database = await examineDatabase(opened.app);
    // Tables that are not there, or not as we know them, cannot be asked.
    if (database.some(({ about, state }) => about !== 'database role' && about !== 'clock' && state === 'wrong')) return database;
    return [...database, ...(await lookAtWork(opened, env))];
  } finally {
    await opened.close();
  }
}

async function lookAtWork({ relay, wasRunning }: Looking, env: StandaloneEnv): Promise<Finding[]> {
  return [
    await examineDemo(relay),
    await examineSealing(relay, env),
    // Where nothing runs, nothing is late.
    ...(wasRunning ? [await examineWorker(relay)] : []),
    ...(await examinePauses(relay)),
  ];
}
