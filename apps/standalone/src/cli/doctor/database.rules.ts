import { wrong, type Finding } from './finding.js';

/** Row-level security, generated columns and `MERGE` as they are used here. */
const oldestMajor = 15;

/** @param versionNumber as `server_version_num` tells it */
export function tooOld(versionNumber: number): Finding | undefined {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= oldestMajor) return undefined;
  return wrong(
    'database',
    'database.too_old',
    `PostgreSQL ${major} is too old`,
    `Firstbell needs PostgreSQL ${oldestMajor} or newer: update the server, or leave DATABASE_URL away to use the one inside.`,
  );
}

/** Why a connection could not be made, from the code of PostgreSQL (SQLSTATE) or of the system. @param variable the setting with its address */
export function unreachable(variable: string, url: string, error: unknown): Finding {
  const { host, username, pathname } = new URL(url);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const say = (name: string, says: string, cure: string) => wrong('database', `database.${name}`, says, cure);
  switch (code) {
    case '28P01':
      return say(
        'wrong_password',
        `PostgreSQL at ${host} does not take the password of ${username}`,
        `Correct the password in ${variable}, or set it in PostgreSQL: ALTER ROLE ${username} PASSWORD '…'.`,
      );
    case '28000':
      return say(
        'role_unknown',
        `PostgreSQL at ${host} does not let ${username} in (${message})`,
        `Make the roles (docker/roles.sh shows how), or correct the user in ${variable}; pg_hba.conf says who may come from where.`,
      );
    case '3D000':
      return say(
        'missing',
        `there is no database ${pathname.slice(1)} at ${host}`,
        `Make it (docker/roles.sh shows how), or correct the name in ${variable}.`,
      );
    case '53300':
      return say(
        'too_many_connections',
        `PostgreSQL at ${host} has no connection left`,
        'Raise max_connections, or start fewer processes or with a smaller POOL_SIZE.',
      );
    case '57P03':
      return say('starting', `PostgreSQL at ${host} is starting or stopping (${message})`, 'Wait a minute and run the doctor again.');
    default:
      return say(
        'unreachable',
        `PostgreSQL cannot be reached at ${host} (${message || code})`,
        `See whether it runs and whether a firewall is between; or correct the address in ${variable}.`,
      );
  }
}
