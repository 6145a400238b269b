import { StartFailure, type StartFailureCode } from '../start-failure.js';
import { messageOf, systemErrorCode } from './system-error.js';

interface KnownFailure {
  code: StartFailureCode;
  sign: RegExp;
  what: (home: string) => string;
  cure: string;
}

/** PostgreSQL's own words (English: the server runs with lc_messages=C), most telling first. */
const knownFailures: KnownFailure[] = [
  {
    code: 'data.disk_full',
    sign: /No space left on device|Disk quota exceeded/,
    what: (home) => `The disk that holds ${home} is full.`,
    cure: 'free at least 200 MB there and start again; what was saved before is still saved.',
  },
  {
    code: 'postgres.port_taken',
    sign: /could not create any TCP\/IP sockets|could not bind .*: Address already in use/,
    what: () => 'The port chosen for PostgreSQL was taken by another program.',
    cure: 'start again; another free port is chosen.',
  },
  {
    code: 'postgres.still_in_use',
    sign: /pre-existing shared memory block .* is still in use|lock file "postmaster\.pid" already exists/,
    what: (home) => `Another PostgreSQL still works on ${home}.`,
    cure: 'wait a few seconds and start again; if it stays so, end the remaining postgres processes of that folder.',
  },
  {
    code: 'postgres.other_version',
    sign: /database files are incompatible with server/,
    what: (home) => `The database in ${home} was made by another version of PostgreSQL.`,
    cure: 'start the Firstbell version that made it, run "npx firstbell backup FILE", then restore that file here.',
  },
  {
    code: 'data.wrong_owner',
    sign: /data directory ".*" has wrong ownership|could not (?:access|open|create).*: Permission denied/,
    what: (home) => `The database in ${home} belongs to another user of this computer.`,
    cure: 'start Firstbell as the user who started it before (with sudo if it was root), or change the owner of the folder.',
  },
  {
    code: 'postgres.out_of_memory',
    sign: /could not (?:map anonymous|create|resize) shared memory|[Oo]ut of memory|Cannot allocate memory/,
    what: () => 'This computer has too little free memory for PostgreSQL.',
    cure: 'close other programs; Firstbell needs about 350 MB.',
  },
  {
    code: 'postgres.damaged',
    sign: /could not locate a valid checkpoint record|invalid checkpoint record|control file appears to be corrupt|is not a valid data directory/i,
    what: (home) => `The database files in ${home} are damaged.`,
    cure: 'check the disk, put the folder aside, and restore the last backup with "npx firstbell restore FILE".',
  },
];

/** Turns what initdb or postgres said before it ended into what a person can do about it. */
export function explainServerFailure(output: string, home: string): StartFailure {
  const known = knownFailures.find(({ sign }) => sign.test(output));
  if (known) return new StartFailure(known.code, known.what(home), known.cure);
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /FATAL|PANIC|error|cannot|refused/i.test(line));
  const said = (telling.length > 0 ? telling : lines).slice(-5).join('\n    ');
  return new StartFailure(
    'postgres.failed',
    `PostgreSQL could not start.${said ? ` It said:\n    ${said}` : ' It said nothing.'}`,
    `read ${home}/postgres.log; if the cause is not plain, set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** The same for what Node says about files: the system's codes become our failures, everything else stays as it is. */
export function explainFileFailure(error: unknown, folder: string): unknown {
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StartFailure(
        'data.disk_full',
        `The disk that holds ${folder} is full.`,
        'free at least 200 MB there and start again; what was saved before is still saved.',
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartFailure(
        'data.not_writable',
        `Firstbell may not write where its data is kept: ${messageOf(error)}.`,
        `start as the user who started it before (with sudo if it was root), or set DATA_DIR to a folder you may write.`,
      );
    default:
      return error;
  }
}
