import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';

const figures = z.object({
  sockets: z.number(),
  times: z.array(z.object({ what: z.string(), count: z.number() })),
  accountsMade: z.number(),
  faults: z.array(z.string()),
});

describe('a school played for a moment, as fast as it goes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firstbell-load-'));
  const json = join(folder, 'load.json');
  let played: z.output<typeof figures>;
  const count = (what: string) => played.times.find((time) => time.what === what)?.count ?? 0;

  beforeAll(() => {
    const options = ['--profile', 'embedded', '--schools', '1', '--minutes', '0.33', '--speed', '120', '--json', json];
    const ran = spawnSync(process.execPath, ['dist/test/load/main.js', ...options], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    if (ran.status !== 0) throw new Error(`The load program found faults or could not run:\n${ran.stdout}\n${ran.stderr}`);
    played = figures.parse(JSON.parse(readFileSync(json, 'utf8')));
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('loses nothing, doubles nothing and shows the right line everywhere', () => {
    expect(played.faults).toEqual([]);
  });

  it('has students, assistants, screens and a rollout at work', () => {
    for (const what of ['file', 'claim', 'resolve', 'feedback', 'shown']) expect([what, count(what) > 0]).toEqual([what, true]);
    expect(played.sockets).toBe(20);
    expect(played.accountsMade).toBeGreaterThan(0);
  });
});
