import { describe, expect, it } from '@jest/globals';
import { parsePostmasterPid, settingsInOpts, whoHasThePid } from './postmaster-pid.rules.js';
import type { RunningProcess } from './running-process.js';

const ready = ['4711', '/data/postgres/cluster', '1763797500', '46323', '', '127.0.0.1', '  9181 262154', 'ready   ', ''].join('\n');

function running(command: string[], workingFolder?: string): RunningProcess {
  return { command, workingFolder, programFile: undefined, startedAt: '1' };
}

describe('postmaster.pid', () => {
  it('tells pid, folder, port and state of a running server', () => {
    expect(parsePostmasterPid(ready)).toEqual({ pid: 4711, dataFolder: '/data/postgres/cluster', port: 46323, status: 'ready' });
  });

  it('has no port or state yet while the server has only begun to start', () => {
    expect(parsePostmasterPid('4711\n/data/postgres/cluster\n')).toEqual({
      pid: 4711,
      dataFolder: '/data/postgres/cluster',
      port: undefined,
      status: undefined,
    });
  });

  it.each(['', '\n', 'nonsense', '0\n', '-5\n', '1.5\n'])('means nothing when it holds %j', (text) => {
    expect(parsePostmasterPid(text)).toBeUndefined();
  });
});

describe('the process that has the pid of postmaster.pid', () => {
  const cluster = '/data/postgres/cluster';

  it('is nobody when there is no such process', () => {
    expect(whoHasThePid(undefined, cluster)).toBe('nobody');
  });

  it('is our server when a postgres works in our folder', () => {
    expect(whoHasThePid(running(['/x/bin/postgres', '-D', cluster], cluster), cluster)).toBe('our-postgres');
  });

  it('is our server after the data folder was renamed under it', () => {
    expect(whoHasThePid(running(['/x/bin/postgres', '-D', '/old/cluster'], cluster), cluster)).toBe('our-postgres');
  });

  it('is somebody else when a postgres works in another folder', () => {
    expect(whoHasThePid(running(['/x/bin/postgres', '-D', '/other'], '/other'), cluster)).toBe('somebody-else');
  });

  it('is somebody else when another program has the pid now', () => {
    expect(whoHasThePid(running(['/usr/bin/node', 'server.js'], '/'), cluster)).toBe('somebody-else');
    expect(whoHasThePid(running(['postgres: checkpointer '], cluster), cluster)).toBe('somebody-else');
  });

  it('is told from one string on systems that only have ps', () => {
    expect(whoHasThePid(running([`/x/bin/postgres -D ${cluster} -c port=1`]), cluster)).toBe('our-postgres');
    expect(whoHasThePid(running(['/x/bin/postgres -D /other']), cluster)).toBe('somebody-else');
  });

  it('is unknown where the system tells nothing', () => {
    expect(whoHasThePid(running([]), cluster)).toBe('unknown');
  });
});

describe('the settings a server was started with', () => {
  it('are compared without the port and whatever their order', () => {
    const one = settingsInOpts('/bin/postgres "-D" "/data" "-c" "fsync=on" "-c" "port=1234" "-c" "jit=off"');
    const two = settingsInOpts('/bin/postgres "-D" "/data" "-c" "jit=off" "-c" "fsync=on" "-c" "port=99"');
    expect(one).toEqual(['fsync=on', 'jit=off']);
    expect(two).toEqual(one);
  });
});
