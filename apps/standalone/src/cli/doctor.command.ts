import { accessSync, constants, statfsSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadStandaloneEnv, migrations, type Database, type StandaloneEnv } from '@firstbell/platform';
import type { Pool } from 'pg';
import type { Command, CommandInput } from './command.js';
import { openInstallation } from './open-installation.js';

const help = `firstbell doctor [--json]

Looks at this installation, running or not, and says in plain words what is wrong and what to do. Changes nothing.
Ends with 0 when nothing is wrong (a warning is not), else with 1.
`;

/** One thing looked at. `cure` is there whenever something is not well. */
interface Finding {
  readonly about: string;
  readonly state: 'well' | 'warning' | 'wrong';
  readonly says: string;
  readonly cure?: string;
}

const lowDiskBytes = 1_000_000_000;

export const doctorCommand: Command = { summary: 'Say what is wrong with this installation and what to do', help, run: examine };

async function examine({ args, write, say }: CommandInput): Promise<number> {
  const env = loadStandaloneEnv();
  const findings = [node(), disk(env), ...(await ofDatabase(env, say)), await server(env)];
  write(args.includes('--json') ? `${JSON.stringify({ findings }, undefined, 2)}\n` : findings.map(line).join(''));
  return findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}

const marks = { well: 'ok     ', warning: 'look   ', wrong: 'WRONG  ' } as const;
const line = ({ about, state, says, cure }: Finding): string =>
  `${marks[state]}${about}: ${says}\n${cure === undefined ? '' : `       → ${cure}\n`}`;

function node(): Finding {
  return { about: 'Node.js', state: 'well', says: process.version };
}

function disk(env: StandaloneEnv): Finding {
  const about = 'data folder';
  const folder = resolve(env.DATA_DIR);
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < lowDiskBytes) {
      return {
        about,
        state: 'warning',
        says: `less than 1 GB is free below ${folder}`,
        cure: 'Free some space: a full disk stops the database.',
      };
    }
    return { about, state: 'well', says: `${folder}, ${Math.round((bavail * bsize) / 1e9)} GB free` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      about,
      state: 'wrong',
      says: `${folder} cannot be written (${reason})`,
      cure: 'Run npm start once to make it, or give its owner the right to write.',
    };
  }
}

async function ofDatabase(env: StandaloneEnv, say: (line: string) => void): Promise<Finding[]> {
  const about = 'database';
  try {
    const installation = await openInstallation(env, say);
    try {
      return [
        { about, state: 'well', says: 'it answers' },
        await schema(installation.database),
        await demo(installation.everySchool),
        await jobs(installation.everySchool),
      ];
    } finally {
      await installation.close();
    }
  } catch (error) {
    return [
      {
        about,
        state: 'wrong',
        says: error instanceof Error ? error.message : String(error),
        cure: 'Mend what it says, then run the doctor again.',
      },
    ];
  }
}

async function schema(database: Database): Promise<Finding> {
  const about = 'schema';
  const ran: { name: string }[] = await database.source.query('SELECT name FROM migrations');
  const missing = migrations.map(({ name }) => name).filter((name) => !ran.some((one) => one.name === name));
  if (missing.length === 0) return { about, state: 'well', says: 'up to date' };
  return {
    about,
    state: 'wrong',
    says: `${missing.length} migrations have not run (${missing.join(', ')})`,
    cure: 'Start Firstbell with npm start: it runs them.',
  };
}

async function demo(everySchool: Pool): Promise<Finding> {
  const about = 'demo accounts';
  const { rows } = await everySchool.query<{ n: number }>(
    `SELECT count(DISTINCT a.id)::int AS n FROM account a JOIN person p ON p.account_id = a.id JOIN school s ON s.id = p.school_id WHERE s.demo`,
  );
  const n = rows[0]?.n ?? 0;
  if (n === 0) return { about, state: 'well', says: 'none' };
  return {
    about,
    state: 'warning',
    says: `${n} accounts of the demo school can sign in with the demo password`,
    cure: 'Fine for a look around. For a real school start with FIRSTBELL_DEMO=0 on a new DATA_DIR.',
  };
}

/** Claims far beyond their lease tell that no worker runs. */
async function jobs(everySchool: Pool): Promise<Finding> {
  const about = 'worker';
  const { rows } = await everySchool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ticket t JOIN desk k ON k.school_id = t.school_id AND k.id = t.desk_id
     WHERE t.state = 'claimed' AND t.claim_expires_at < now() - interval '2 minutes' AND k.frozen_at IS NULL`,
  );
  const n = rows[0]?.n ?? 0;
  if (n === 0) return { about, state: 'well', says: 'nothing is left undone' };
  return {
    about,
    state: 'wrong',
    says: `${n} claims have run out and were not given back`,
    cure: 'The worker does not run or cannot reach its queue. Start Firstbell again and look at its output.',
  };
}

async function server(env: StandaloneEnv): Promise<Finding> {
  const about = 'server';
  const url = `http://${env.HOST === '0.0.0.0' ? '127.0.0.1' : env.HOST}:${env.PORT}/health/ready`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    if (answer.ok) return { about, state: 'well', says: `ready at ${url}` };
    return {
      about,
      state: 'wrong',
      says: `${url} answers ${answer.status}`,
      cure: 'If this is Firstbell, its database is away: see above. If it is another program, choose another PORT.',
    };
  } catch {
    return {
      about,
      state: 'warning',
      says: `nothing answers at ${url}`,
      cure: 'Not running? npm start. Running on another port? Give the same PORT to the doctor.',
    };
  }
}
