import { isIP } from 'node:net';
import { warning, well, wrong, type Finding } from './finding.js';

const gigabyte = 1_000_000_000;
/** PostgreSQL writes 16 MB at a time ahead of its tables, and stops when it cannot. */
const needed = 200_000_000;
/** Sessions, leases and one-time links are reckoned in minutes. */
const clockMayDifferMs = 5_000;

export function diskSpace(folder: string, freeBytes: number): Finding {
  const about = 'data folder';
  if (freeBytes >= gigabyte) return well(about, `${folder}, ${Math.round(freeBytes / gigabyte)} GB free`);
  const free = `${Math.round(freeBytes / 1_000_000)} MB are free below ${folder}`;
  if (freeBytes < needed)
    return wrong(
      about,
      'data.disk_full',
      `only ${free}`,
      'Free at least 1 GB there: without space the database stops. What was saved is still saved.',
    );
  return warning(about, 'data.disk_low', `only ${free}`, 'Free some space soon: a full disk stops the database.');
}

export function clocks(database: Date, here: Date): Finding {
  const about = 'clock';
  const offMs = here.getTime() - database.getTime();
  if (Math.abs(offMs) <= clockMayDifferMs) return well(about, 'the same here and in the database');
  return wrong(
    about,
    'clock.off',
    `this computer is ${Math.round(Math.abs(offMs) / 1_000)} s ${offMs > 0 ? 'ahead of' : 'behind'} the database’s`,
    'Let both set their clocks by the network (on Linux: timedatectl set-ntp true). Until then waits and time limits are wrong.',
  );
}

/** In a school's own network only: private and link-local ranges (RFC 1918, RFC 4193), and this computer. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 6) return /^(::1$|f[cd]|fe80)/i.test(address);
  return /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
}

/**
 * The address people type. Passwords go over it, so beyond the school's own network it has to be https.
 * @param leadsTo what its name stands for; empty when nothing
 */
export function publicAddress(
  { HOST, PUBLIC_URL }: { HOST: string; PUBLIC_URL?: string | undefined },
  leadsTo: readonly string[],
): Finding {
  const about = 'address';
  if (PUBLIC_URL === undefined) {
    if (isPrivateAddress(HOST) || HOST === 'localhost') return well(about, `${HOST}; only who reaches that opens it`);
    return warning(
      about,
      'address.not_said',
      `Firstbell listens to the whole network (HOST=${HOST}) and does not know the address that people type`,
      'Set PUBLIC_URL to it, for instance PUBLIC_URL=https://desk.school.example: links in mails need it, and so does a proxy.',
    );
  }
  if (PUBLIC_URL.startsWith('https:')) return well(about, PUBLIC_URL);
  if (leadsTo.length === 0)
    return warning(
      about,
      'address.unknown',
      `the name in ${PUBLIC_URL} is not known here`,
      'Correct PUBLIC_URL, or enter the name in your DNS.',
    );
  if (leadsTo.every(isPrivateAddress)) return well(about, `${PUBLIC_URL}, within your own network`);
  return wrong(
    about,
    'address.plain_http',
    `${PUBLIC_URL} is open to the internet without encryption; passwords can be read on the way`,
    'Put a proxy with a certificate before Firstbell (docker/README.md) and set PUBLIC_URL to the https address.',
  );
}
