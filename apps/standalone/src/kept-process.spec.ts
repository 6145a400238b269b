import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { KeptProcess } from './kept-process.js';

const waitsForGo = `process.on('message', () => { require('fs').appendFileSync(process.argv[1] + '.starts', process.pid + '\\n'); process.send({ type: 'ready' }); });`;

describe('a kept process', () => {
  let folder: string;
  let kept: KeptProcess | undefined;
  const notices: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'firstbell-kept-'));
    notices.length = 0;
  });
  afterEach(async () => {
    await kept?.stop();
    rmSync(folder, { recursive: true });
  });

  function keep(program: string): KeptProcess {
    const script = join(folder, 'child.cjs');
    writeFileSync(script, program);
    kept = new KeptProcess({ name: 'test', script: pathToFileURL(script), env: {}, onNotice: (text) => notices.push(text) });
    return kept;
  }
  const starts = () => readFileSync(join(folder, 'child.cjs.starts'), 'utf8').trim().split('\n').map(Number);
  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it('loads at once but goes to work only when it may', async () => {
    let letGo: () => void = () => undefined;
    const child = keep(waitsForGo);
    const started = child.start(new Promise<void>((resolve) => (letGo = resolve)));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(existsSync(join(folder, 'child.cjs.starts'))).toBe(false);
    letGo();
    await started;
    expect(starts()).toEqual([child.pid]);
  });

  it('is started again when it is killed, and says so', async () => {
    const child = keep(waitsForGo);
    await child.start(Promise.resolve());
    process.kill(child.pid ?? 0, 'SIGKILL');
    await until(() => notices.some((text) => text.includes('running again')));
    expect(starts()).toHaveLength(2);
    expect(starts().at(-1)).toBe(child.pid);
    expect(notices[0]).toContain('SIGKILL');
  });

  it('is not started again when it was stopped', async () => {
    const child = keep(waitsForGo);
    await child.start(Promise.resolve());
    await child.stop();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(starts()).toHaveLength(1);
    expect(notices).toEqual([]);
  });

  it('that cannot start at all is told, not tried for ever', async () => {
    await expect(keep('process.exit(3)').start(Promise.resolve())).rejects.toMatchObject({ code: 'start.process_failed' });
  });

  it('is ended when what it waits for fails', async () => {
    const child = keep(waitsForGo);
    await expect(child.start(Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    await child.stop();
    expect(() => process.kill(child.pid ?? 0, 0)).toThrow();
  });
});
