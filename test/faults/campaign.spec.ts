import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasNginx, howToGetNginx } from '../support/nginx.js';
import { hasRedis, howToGetRedis } from '../support/redis.js';
import { AccountsAndMails } from './campaign/accounts-and-mails.js';
import { DeskUnderLoad } from './campaign/desk-under-load.js';
import { behindProxy, clockJump, diskFull, faults, type Fault } from './campaign/faults.js';
import { together, untrueSince } from './campaign/ledger.js';
import {
  embeddedTarget,
  hasFaketime,
  howToGetFaketime,
  scaledTarget,
  scaledTargetOnSmallDisk,
  withClocks,
  type Target,
} from './campaign/target.js';

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
  readonly untrue: number;
  readonly answersAgainAfterMs: number;
  readonly screensRightAfterMs: number;
}
const table: Row[] = [];

const scaledNeeds = [hasNginx ? '' : howToGetNginx, hasRedis ? '' : howToGetRedis].filter(Boolean).join(', ');
const clocksNeed = hasFaketime ? '' : howToGetFaketime;
const fitting = (profile: Target['profile'], among: readonly Fault[] = faults) =>
  among.filter(({ profiles, always }) => (rounds > 0 ? profiles : always).includes(profile));
const inCampaign = (some: readonly Fault[]) => (rounds > 0 ? some : []);

interface Campaign {
  readonly title: string;
  readonly start: () => Promise<Target>;
  readonly doing: readonly Fault[];
  readonly missing: string;
}
const campaigns: readonly Campaign[] = [
  { title: 'embedded', start: () => embeddedTarget(), doing: fitting('embedded'), missing: '' },
  {
    title: 'embedded, with clocks that can be set',
    start: () => withClocks(embeddedTarget),
    doing: fitting('embedded', [clockJump]),
    missing: clocksNeed,
  },
  { title: 'scaled', start: () => scaledTarget(), doing: fitting('scaled'), missing: scaledNeeds },
  {
    title: 'scaled, with links behind the proxy',
    start: () => scaledTarget({ linksBehindProxy: true }),
    doing: inCampaign(behindProxy),
    missing: scaledNeeds,
  },
  { title: 'scaled, on a small disk', start: scaledTargetOnSmallDisk, doing: inCampaign([diskFull]), missing: scaledNeeds },
  {
    title: 'scaled, with clocks that can be set',
    start: () => withClocks((env) => scaledTarget({ env })),
    doing: fitting('scaled', [clockJump]),
    missing: scaledNeeds || clocksNeed,
  },
];

for (const { title, start, doing, missing } of campaigns.filter((one) => one.doing.length > 0)) {
  (missing === '' ? describe : describe.skip)(`a desk under load, ${title}${missing === '' ? '' : ` (${missing})`}`, () => {
    let target: Target;
    let desk: DeskUnderLoad;
    let outside: AccountsAndMails | undefined;

    beforeAll(async () => {
      target = await start();
      desk = await DeskUnderLoad.open(target);
    }, 120_000);
    afterAll(async () => {
      desk.close();
      await outside?.close();
      await target.stop();
    }, 60_000);

    for (const fault of doing) {
      const { name, missing: needed = '' } = fault;
      (needed === '' ? it : it.skip)(
        `loses nothing, does nothing twice, tells no untruth and has its screens right again: ${name}${needed === '' ? '' : ` (${needed})`}`,
        async () => {
          if (fault.withOutside) outside ??= await AccountsAndMails.open(target);
          const taking = fault.withOutside && outside !== undefined ? [desk, outside] : [desk];
          const ledger = async () => together(await Promise.all(taking.map((one) => one.ledger())));
          const before = await ledger();
          let [answersAfter, rightAfter] = [0, 0];
          for (let round = 0; round < Math.max(1, rounds); round += 1) {
            for (const one of taking) one.start();
            await sleep(500 + Math.random() * 500);
            const unreached = fault.leavesScreensAlone?.includes(target.profile) === true;
            await desk.during(() => fault.happen(target, round, awaySeconds, outside), unreached);
            const undone = performance.now();
            const answered = desk.answered;
            while (desk.answered < answered + 10) await sleep(20);
            answersAfter = Math.max(answersAfter, performance.now() - undone);
            await sleep(500);
            for (const one of taking) await one.rest();
            rightAfter = Math.max(rightAfter, await desk.screensAreRight(rightWithinMs));
          }
          const after = await ledger();
          const { acknowledged, lost, doubled } = after;
          const untrue = untrueSince(before, after);
          table.push({
            fault: name,
            profile: target.profile,
            rounds: Math.max(1, rounds),
            acknowledged: acknowledged - before.acknowledged,
            lost: lost.length,
            doubled: doubled.length,
            untrue: untrue.length,
            answersAgainAfterMs: Math.round(answersAfter),
            screensRightAfterMs: Math.round(rightAfter),
          });
          expect({ lost, doubled, untrue }).toEqual({ lost: [], doubled: [], untrue: [] });
          expect(acknowledged - before.acknowledged).toBeGreaterThan(10);
        },
        420_000 + rounds * (awaySeconds * 1_000 + 20_000),
      );
    }
  });
}

afterAll(() => {
  if (process.env['FAULTS_TABLE'] !== undefined) writeFileSync(process.env['FAULTS_TABLE'], JSON.stringify(table, undefined, 2));
});
