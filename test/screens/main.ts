import { chromium } from '@playwright/test';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoInstallation } from '../browser/support/demo-installation.js';
import { demoPassword } from '../browser/support/demo-password.js';
import { browserExecutable, browserFlags } from '../support/browser.js';
import { RunningFirstbell } from '../support/running-firstbell.js';
import { makeBusy, studentsOneByOne } from './busy-day.js';
import { makeRollout } from './busy-rollout.js';
import { Photographer } from './photographer.js';
import { type Situation } from './picture-plan.js';
import { screenOptions, screensHelp } from './screen-options.js';
import { screenPages } from './screen-pages.js';
import { smallerPng } from './smaller-png.js';

const folder = 'screens';
/** What README shows, and the picture it is taken from. */
const readmePictures = {
  kiosk: 'kiosk-3-issue-full-kiosk-en-light.png',
  desk: 'desk-full-laptop-en-light.png',
  coach: 'coach-escalated-full-laptop-en-light.png',
};

const args = process.argv.slice(2);
if (args.includes('--help')) process.stdout.write(screensHelp);
else await takePictures();

async function takePictures(): Promise<void> {
  const { only, situation } = screenOptions(args);
  const wanted = screenPages.filter(({ name }) => only.length === 0 || only.some((text) => name.includes(text)));
  const firstbell = await RunningFirstbell.start({ demoPassword });
  const browser = await chromium.launch({ executablePath: await browserExecutable(), args: browserFlags });
  try {
    const school = new DemoInstallation(firstbell.base);
    const nextStudent = studentsOneByOne();
    const photographer = new Photographer({ browser, school, folder, nextStudent, say: console.log });
    /** `made`: addresses of what there is only once the day is busy. */
    const takeAll = async (situations: readonly Situation[], made: Readonly<Record<string, string>>): Promise<void> => {
      for (const page of wanted) {
        for (const one of page.situations.filter((each) => situations.includes(each) && (situation ?? each) === each)) {
          await photographer.take({ ...page, path: made[page.path] ?? page.path }, one);
        }
      }
    };
    await takeAll(['empty'], {});
    const made = { feedback: await makeBusy(school, nextStudent), ...(await makeRollout(school, nextStudent)) };
    await takeAll(['full', 'failing', 'offline', 'loading'], made);
    keepReadmePictures();
    console.log(`${String(photographer.count)} pictures in ${folder}/`);
    for (const failure of photographer.failed) console.log(`not taken: ${failure}`);
    if (photographer.failed.length > 0) process.exitCode = 1;
  } finally {
    await browser.close();
    await firstbell.stop();
  }
}

function keepReadmePictures(): void {
  mkdirSync('docs/pictures', { recursive: true });
  for (const [name, picture] of Object.entries(readmePictures)) {
    if (existsSync(join(folder, picture)))
      writeFileSync(join('docs/pictures', `${name}.png`), smallerPng(readFileSync(join(folder, picture))));
  }
}
