import type { RequestOf } from '@firstbell/contracts/operation';
import type { rolloutOperations } from '@firstbell/contracts/rollouts';
import { v7 as uuid } from 'uuid';
import type { Client } from '../../support/client.js';
import { wordsIn } from '../../support/words.js';
import { expectAccessible } from '../support/axe.js';
import { hasLoaded } from '../support/has-loaded.js';
import { looks } from '../support/looks.js';
import { expect, keepPicture, test } from '../support/test.js';

const plan: RequestOf<typeof rolloutOperations.createRollout> = {
  id: '',
  name: '',
  direction: 'hand_out',
  steps: ['basics'],
  credentials: 'none',
  templateId: null,
  audience: { kind: 'all', values: [] },
  video: null,
  basics: { en: ['Charge it every night'], es: ['Cárguelo cada noche'] },
  lanes: [],
};

test('a coach plans a rollout, reads in numbers what it will do, starts, pauses and cancels it', async ({ open, school, en }) => {
  const page = await open({ path: '/rollout/new', as: await school.as('coach') });
  await page.getByRole('button', { name: en('rollout.new.next') }).click();
  await expect(page.getByText(en('rollout.new.faults.name'))).toBeVisible();
  await page.getByLabel(en('rollout.new.name')).fill('Ninth graders');
  await page.getByRole('radio', { name: en('rollout.new.grades') }).check();
  await page.getByRole('combobox', { name: en('rollout.new.grades') }).click();
  await page.getByRole('option').first().click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: en('rollout.new.next') }).click();
  await page.getByRole('checkbox', { name: en('rollout.steps.basics') }).check();
  await page.getByRole('button', { name: en('rollout.new.next') }).click();
  await expect(page.getByText(en('rollout.new.faults.basics'))).toBeVisible();
  await page.getByLabel(en('rollout.new.basicsEn')).fill('Charge it every night');
  await page.getByLabel(en('rollout.new.basicsEs')).fill('Cárguelo cada noche');
  await keepPicture(page, 'rollout-new-what');
  await page.getByRole('button', { name: en('rollout.new.next') }).click();
  await expect(page.getByText(/\d students take part\./)).toBeVisible();
  await page.getByRole('button', { name: en('rollout.new.create') }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ninth graders' })).toBeVisible();

  for (const [move, state] of [
    ['start', 'running'],
    ['pause', 'paused'],
    ['resume', 'running'],
    ['cancel', 'cancelled'],
  ] as const) {
    await page
      .locator('main')
      .getByRole('button', { name: en(`rollout.moves.${move}`), exact: true })
      .click();
    const dialog = page.getByRole('dialog', { name: en(`rollout.moves.${move}Title`) });
    await expect(dialog).toContainText(move === 'start' || move === 'cancel' ? /\d/ : /\w/);
    await dialog.getByRole('button', { name: en(`rollout.moves.${move}`), exact: true }).click();
    await expect(page.getByText(en(`rollout.states.${state}`), { exact: true })).toBeVisible();
  }
});

test('what changes elsewhere is seen without reloading', async ({ open, school, en }) => {
  const coach = await school.as('coach');
  const page = await open({ path: '/rollout', as: coach });
  await page.getByRole('heading', { level: 1, name: en('rollout.list.title') }).waitFor();
  const planId = uuid();
  const name = `Live ${planId.slice(-6)}`;
  await coach.call('createRollout', { ...plan, id: planId, name });
  await expect(page.getByRole('link', { name })).toBeVisible();
});

test('lanes that somebody else has set meanwhile are not written over, and what was typed stays', async ({ open, school, en }) => {
  const coach = await school.as('coach');
  const planId = uuid();
  await coach.call('createRollout', { ...plan, id: planId, name: 'Lanes of two coaches' });
  const { version } = await coach.call('moveRollout', { planId, requestId: uuid(), move: 'start' });
  const page = await open({ path: `/rollout/${planId}`, as: coach });
  await page.getByText(en('rollout.plan.tabs.lanes'), { exact: true }).first().click();
  await page.getByRole('button', { name: en('rollout.plan.setLanes') }).click();
  const name = page.getByRole('textbox', { name: en('rollout.plan.laneName', { at: 1 }) });
  await name.fill('Gym');
  const fetchedAnew = page.waitForResponse((response) => response.url().endsWith(`/api/rollouts/${planId}`));
  await coach.call('setRolloutLanes', { planId, version, lanes: [{ name: 'Library', homerooms: [] }] });
  await (await fetchedAnew).finished();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: en('console.save') })
    .click();
  await expect(page.getByText(en('errors.codes.rollout_changed_meanwhile'))).toBeVisible();
  await expect(name).toHaveValue('Gym');
  expect((await coach.call('rollout', { planId })).lanes.map((lane) => lane.name)).toEqual(['Library']);
  await coach.call('moveRollout', { planId, requestId: uuid(), move: 'undo' });
});

test('an assistant sees who is missing what, in which room, and nothing else of the rollout', async ({ open, school, en }) => {
  const coach = await school.as('coach');
  const planId = uuid();
  await coach.call('createRollout', { ...plan, id: planId, name: 'Basics for all' });
  await coach.call('moveRollout', { planId, requestId: uuid(), move: 'start' });
  const page = await open({ path: '/rollout', as: await school.as('assistant1'), size: 'phone' });
  await expect(page.getByRole('heading', { level: 1, name: en('rollout.stragglers.title') })).toBeVisible();
  await expect(page.getByRole('cell', { name: en('rollout.steps.basics') }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: en('rollout.sections.exceptions') })).toHaveCount(0);
  await keepPicture(page, 'rollout-stragglers-assistant');
  await coach.call('moveRollout', { planId, requestId: uuid(), move: 'undo' });
});

/** A student takes part in one rollout at a time, so one that a failed test left running is ended first. */
async function endRollouts(coach: Client): Promise<void> {
  const { rollouts } = await coach.call('listRollouts', {});
  for (const { id: planId, state } of rollouts)
    if (state === 'running' || state === 'paused') await coach.call('moveRollout', { planId, requestId: uuid(), move: 'cancel' });
}

for (const { language, scheme } of looks) {
  const say = wordsIn(language);

  test(`every page of the rollouts passes axe in ${language}, ${scheme}`, async ({ open, school }) => {
    test.setTimeout(240_000);
    const coach = await school.as('coach');
    await endRollouts(coach);
    const planId = uuid();
    await coach.call('createRollout', { ...plan, id: planId, name: 'Grade 10', audience: { kind: 'grades', values: ['10'] } });
    await coach.call('moveRollout', { planId, requestId: uuid(), move: 'start' });
    const page = await open({ path: '/rollout', as: coach, language, scheme });
    const pages = [
      ['/rollout', 'rollout.list.title'],
      ['/rollout/new', 'rollout.new.title'],
      [`/rollout/${planId}`, null],
      [`/rollout/${planId}/board`, null],
      [`/rollout/${planId}/brief`, 'rollout.brief.title'],
      ['/rollout/exceptions', 'rollout.exceptions.title'],
      ['/rollout/stragglers', 'rollout.stragglers.title'],
    ] as const;
    for (const [path, title] of pages) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, ...(title === null ? {} : { name: say(title), exact: true }) }).waitFor();
      await hasLoaded(page);
      await expectAccessible(page, `${path} (${scheme})`);
      await keepPicture(page, `${path.replace(planId, 'plan').slice(1).replaceAll('/', '-')}-${language}-${scheme}`);
    }
    await page.goto(`/rollout/${planId}`);
    for (const tab of ['periods', 'lanes', 'students'] as const) {
      await page
        .getByText(say(`rollout.plan.tabs.${tab}`), { exact: true })
        .first()
        .click();
      await hasLoaded(page);
      await expectAccessible(page, `tab ${tab}`);
    }
    await coach.call('moveRollout', { planId, requestId: uuid(), move: 'undo' });
    await coach.call('moveRollout', { planId, requestId: uuid(), move: 'cancel' });
  });
}
