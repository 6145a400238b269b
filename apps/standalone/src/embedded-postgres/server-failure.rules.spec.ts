import { describe, expect, it } from '@jest/globals';
import { StartFailure } from '../start-failure.js';
import { explainFileFailure, explainServerFailure } from './server-failure.rules.js';

// Lines as PostgreSQL 18 writes them.
const said = {
  'data.disk_full': 'FATAL:  could not write lock file "postmaster.pid": No space left on device',
  'postgres.port_taken':
    'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use\nFATAL:  could not create any TCP/IP sockets',
  'postgres.still_in_use': 'FATAL:  pre-existing shared memory block (key 9181, ID 3) is still in use',
  'postgres.other_version': 'FATAL:  database files are incompatible with server',
  'data.wrong_owner': 'FATAL:  data directory "/data" has wrong ownership',
  'postgres.out_of_memory': 'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
  'postgres.damaged': 'PANIC:  could not locate a valid checkpoint record at 0/1579E38',
} as const;

describe('why PostgreSQL did not start', () => {
  it.each(Object.entries(said))('%s, with a cure', (code, output) => {
    const failure = explainServerFailure(`2027-11-22 07:45:00 UTC [12] LOG:  starting PostgreSQL\n${output}\n`, '/data/postgres');
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(`What to do: ${failure.cure}`);
  });

  it('is quoted when it is none of the known reasons', () => {
    const failure = explainServerFailure('LOG:  starting\nFATAL:  something quite new\n', '/data/postgres');
    expect(failure.code).toBe('postgres.failed');
    expect(failure.message).toContain('something quite new');
    expect(failure.message).not.toContain('LOG:  starting');
  });
});

describe('why a file could not be written', () => {
  it.each([
    ['ENOSPC', 'data.disk_full'],
    ['EROFS', 'data.not_writable'],
    ['EACCES', 'data.not_writable'],
  ])('%s is %s', (system, code) => {
    const failure = explainFileFailure(Object.assign(new Error('write'), { code: system }), '/data');
    expect(failure).toBeInstanceOf(StartFailure);
    expect(failure).toMatchObject({ code });
  });

  it('leaves other errors as they are', () => {
    const error = new Error('other');
    expect(explainFileFailure(error, '/data')).toBe(error);
  });
});
