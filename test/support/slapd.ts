import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'ldapts';
import { makeCertificate } from './certificate.js';
import { freePort, listens } from './ports.js';

const program = ['/usr/sbin/slapd', '/usr/local/sbin/slapd', '/usr/local/libexec/slapd'].find((path) => existsSync(path));
const schemas = '/etc/ldap/schema';

/** False when there is no slapd here; then the title of a skipped test says how to get one. */
export const hasSlapd = program !== undefined && existsSync(schemas);
export const howToGetSlapd = 'needs OpenLDAP’s slapd: apt-get install slapd ldap-utils';

export const suffix = 'dc=school,dc=example';
export const base = `ou=students,${suffix}`;
/** Who Firstbell signs in as: no root, which would walk past every policy. */
export const bindDn = `cn=firstbell,${suffix}`;
export const bindPassword = 'the directory secret';

export interface TestSlapd {
  /** Unencrypted, on the loopback only. */
  readonly url: string;
  /** With a certificate of its own making, for `localhost`. */
  readonly secureUrl: string;
  readonly certificate: string;
  /** As the directory's own administrator. */
  asRoot<T>(work: (client: Client) => Promise<T>): Promise<T>;
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A real OpenLDAP of one's own on free ports: passwords have to have 10 characters and are checked, hashed and to be changed
 * by its policy. Entries may be users of Active Directory too, as far as their attributes go.
 */
export async function startSlapd(): Promise<TestSlapd> {
  if (program === undefined) throw new Error(`This test ${howToGetSlapd}.`);
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-slapd-'));
  const [port, securePort] = [await freePort(), await freePort()];
  const [url, secureUrl] = [`ldap://127.0.0.1:${port}`, `ldaps://localhost:${securePort}`];
  makeCertificate(folder);
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'slapd.conf'), configuration(folder));

  let server: ChildProcess | undefined;
  const killed = () => server?.kill('SIGKILL');
  process.once('exit', killed);
  const start = async () => {
    const made = spawn(
      program,
      ['-f', join(folder, 'slapd.conf'), '-h', `${url} ${secureUrl.replace('localhost', '127.0.0.1')}`, '-d', '0'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    server = made;
    let said = '';
    made.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
    for (let waited = 0; !(await listens(port)); waited += 20) {
      if (made.exitCode !== null || waited > 10_000) throw new Error(`slapd did not start: ${said}`);
      await sleep(20);
    }
  };
  const kill = async () => {
    if (server?.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  const asRoot = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ url, timeout: 5_000 });
    await client.bind(`cn=root,${suffix}`, 'root');
    try {
      return await work(client);
    } finally {
      await client.unbind();
    }
  };
  await start();
  await asRoot(plant);
  return {
    url,
    secureUrl,
    certificate: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    asRoot,
    kill,
    start,
    stop: async () => {
      await kill();
      process.off('exit', killed);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What we write of a user of Active Directory, with Microsoft's own numbers and with rules to search by, which Debian's file lacks. */
const activeDirectorySchema = `
attributetype ( 1.2.840.113556.1.4.221 NAME 'sAMAccountName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.656 NAME 'userPrincipalName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.35 NAME 'employeeID' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.96 NAME 'pwdLastSet' EQUALITY integerMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.90 NAME 'unicodePwd' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40 SINGLE-VALUE )
objectclass ( 1.2.840.113556.1.5.9 NAME 'user' SUP organizationalPerson STRUCTURAL
  MAY ( givenName $ displayName $ mail $ employeeID $ sAMAccountName $ userPrincipalName $ userAccountControl $ pwdLastSet $ unicodePwd ) )`;

const configuration = (folder: string) => `
${['core', 'cosine', 'inetorgperson'].map((name) => `include ${schemas}/${name}.schema`).join('\n')}
${activeDirectorySchema}
pidfile ${folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
TLSCertificateFile ${folder}/cert.pem
TLSCertificateKeyFile ${folder}/key.pem
sizelimit 500
database mdb
suffix "${suffix}"
rootdn "cn=root,${suffix}"
rootpw root
directory ${folder}/data
maxsize 67108864
dbnosync
index objectClass,uid,employeeNumber,employeeID,sAMAccountName eq
overlay ppolicy
ppolicy_default "cn=default,ou=policies,${suffix}"
ppolicy_hash_cleartext
access to attrs=userPassword by dn.exact="${bindDn}" write by self write by anonymous auth by * none
access to dn.subtree="ou=sealed,${suffix}" by * read
access to * by dn.exact="${bindDn}" manage by * read
`;

async function plant(client: Client): Promise<void> {
  await client.add(suffix, { objectClass: ['top', 'dcObject', 'organization'], dc: 'school', o: 'School' });
  await client.add(`ou=policies,${suffix}`, { objectClass: 'organizationalUnit', ou: 'policies' });
  await client.add(`cn=default,ou=policies,${suffix}`, {
    objectClass: ['top', 'device', 'pwdPolicy'],
    cn: 'default',
    pwdAttribute: 'userPassword',
    pwdMinLength: '10',
    pwdCheckQuality: '2',
    pwdMustChange: 'TRUE',
    pwdLockout: 'TRUE',
  });
  await client.add(base, { objectClass: 'organizationalUnit', ou: 'students' });
  await client.add(`ou=sealed,${suffix}`, { objectClass: 'organizationalUnit', ou: 'sealed' });
  await client.add(bindDn, { objectClass: ['top', 'person'], cn: 'firstbell', sn: 'Firstbell', userPassword: bindPassword });
}
