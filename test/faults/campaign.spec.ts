import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasNginx, howToGetNginx } from '../support/nginx.js';
import { hasRedis, howToGetRedis } from '../support/redis.js';
import { DeskUnderLoad } from './campaign/desk-under-load.js';
import { clockJump, faults } from './campaign/faults.js';
import { embeddedTarget, hasFaketime, howToGetFaketime, scaledTarget, scaledTargetWithClocks, type Target } from './campaign/target.js';

/** `npm run faults` does every fault in many rounds, with outages of half a minute; a test run does some, once and shortly. */
const rounds = Number(process.env['ROUNDS'] ?? 0);
const awaySeconds = Number(process.env['AWAY_SECONDS'] ?? 3);
const rightWithinMs = 5_000;

interface Row {
  readonly fault: string;
  readonly profile: Target['profile'];
  readonly rounds: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly answersAgainAfterMs: number;
  readonly screensRightAfterMs: number;
}
const table: Row[] = [];

const missing = [hasNginx ? '' : howToGetNginx, hasRedis ? '' : howToGetRedis].filter(Boolean).join(', ');
const fitting = (profile: Target['profile']) =>
  faults.filter(({ profiles, always }) => (rounds > 0 ? profiles : always.filter((one) => profiles.includes(one))).includes(profile));
const campaigns = [
  { title: 'embedded', start: embeddedTarget, doing: fitting('embedded'), missing: '' },
  { title: 'scaled', start: () => scaledTarget(), doing: fitting('scaled'), missing },
  {
    title: 'scaled, with clocks that can be set',
    start: scaledTargetWithClocks,
    doing: [clockJump],
    missing: missing === '' && hasFaketime ? '' : missing || howToGetFaketime,
  },
];

for (const { title, start, doing, missing: needed } of campaigns) {
  (needed === '' ? describe : describe.skip)(`a desk under load, ${title}${needed === '' ? '' : ` (${needed})`}`, () => {
    let target: Target;
    let desk: DeskUnderLoad;

    beforeAll(async () => {
      target = await start();
      desk = await DeskUnderLoad.open(target);
    }, 120_000);
    afterAll(async () => {
      desk.close();
      await target.stop();
    }, 60_000);

    it.each(doing.map((fault) => [fault.name, fault] as const))(
      'loses nothing, does nothing twice and has its screens right again: %s',
      async (name, fault) => {
        const before = (await desk.ledger()).acknowledged;
        let [answersAfter, rightAfter] = [0, 0];
        for (let round = 0; round < Math.max(1, rounds); round += 1) {
          desk.start();
          await sleep(500 + Math.random() * 500);
          await fault.happen(target, round, awaySeconds);
          const undone = performance.now();
          const answered = desk.answered;
          while (desk.answered < answered + 10) await sleep(20);
          answersAfter = Math.max(answersAfter, performance.now() - undone);
          await sleep(500);
          await desk.rest();
          rightAfter = Math.max(rightAfter, await desk.screensAreRight(rightWithinMs));
        }
        const { acknowledged, lost, doubled } = await desk.ledger();
        table.push({
          fault: name,
          profile: target.profile,
          rounds: Math.max(1, rounds),
          acknowledged: acknowledged - before,
          lost: lost.length,
          doubled: doubled.length,
          answersAgainAfterMs: Math.round(answersAfter),
          screensRightAfterMs: Math.round(rightAfter),
        });
        expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
        expect(acknowledged - before).toBeGreaterThan(10);
      },
      150_000 + rounds * (awaySeconds * 1_000 + 20_000),
    );
  });
}

afterAll(() => {
  if (process.env['FAULTS_TABLE'] !== undefined) writeFileSync(process.env['FAULTS_TABLE'], JSON.stringify(table, undefined, 2));
});
