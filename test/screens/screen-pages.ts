import type { Page } from '@playwright/test';
import type { DemoStudent } from '../browser/support/demo-installation.js';
import { chooseIssue, heading } from '../browser/support/kiosk-steps.js';
import { scan } from '../browser/support/scan.js';
import type { Words } from '../support/words.js';
import type { LookChoice } from './picture-plan.js';

export interface Scene {
  readonly page: Page;
  readonly say: Words;
  readonly student: DemoStudent;
  /** The tile of the issue that scenes choose, in the language of the look. */
  readonly issue: string;
}

export interface ScreenPage extends LookChoice {
  readonly name: string;
  readonly path: string;
  /** Whose session; null for nobody's. */
  readonly as: 'coach' | 'assistant' | 'admin' | 'student' | 'leader' | 'kiosk' | 'board' | null;
  /** From the opened page to what the picture shows. */
  readonly to?: (scene: Scene) => Promise<void>;
}

const kiosk = { path: '/kiosk', as: 'kiosk', sizes: ['kiosk'], schemes: ['light'] } as const;
const staff = { sizes: ['laptop', 'phone'], schemes: ['light', 'dark'] } as const;
const everySituation = ['full', 'empty', 'failing', 'offline', 'loading'] as const;
const someSituations = ['full', 'failing', 'loading'] as const;

async function atDevices({ page, say, student }: Scene): Promise<void> {
  await scan(page, student.badge);
  await heading(page, say('kiosk.device.title')).waitFor();
}
async function atIssues(scene: Scene): Promise<void> {
  await atDevices(scene);
  await scene.page.getByRole('button', { name: scene.say('kiosk.device.mine') }).click();
  await heading(scene.page, scene.say('kiosk.issue.title')).waitFor();
}
async function atSelfHelp(scene: Scene): Promise<void> {
  await atIssues(scene);
  await chooseIssue(scene.page, scene.say, scene.issue);
  await heading(scene.page, scene.say('kiosk.selfHelp.title')).waitFor();
}
async function atTicket(scene: Scene): Promise<void> {
  await atSelfHelp(scene);
  await scene.page.getByRole('button', { name: scene.say('kiosk.selfHelp.no') }).click();
  await heading(scene.page, scene.say('kiosk.ending.filed.title')).waitFor();
}
async function scannedBadge({ page, student }: Scene): Promise<void> {
  await scan(page, student.badge);
  await page.getByText(student.name).first().waitFor();
}
const deskKey =
  (key: string) =>
  async ({ page }: Scene): Promise<void> => {
    await page.locator('button[data-desk-row]').first().waitFor();
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
  };

/** Every page, and every step worth a picture. */
export const screenPages: readonly ScreenPage[] = [
  { ...kiosk, name: 'kiosk-pairing', as: null, situations: ['full', 'failing'] },
  { ...kiosk, name: 'kiosk-1-welcome', situations: ['full', 'offline'] },
  {
    ...kiosk,
    name: 'kiosk-1-names',
    situations: ['full'],
    to: async ({ page, say, student }) => {
      await page.getByLabel(say('kiosk.welcome.searchLabel')).fill(student.givenName);
      await page.getByRole('list', { name: say('kiosk.welcome.matches') }).waitFor();
    },
  },
  {
    ...kiosk,
    name: 'kiosk-1-new-name',
    situations: ['full'],
    to: ({ page, say }) => page.getByRole('button', { name: say('kiosk.welcome.isNew') }).click(),
  },
  {
    ...kiosk,
    name: 'kiosk-1-found',
    situations: ['full'],
    to: async ({ page, say }) => {
      await page.getByRole('button', { name: say('kiosk.welcome.foundOne') }).click();
      await heading(page, say('kiosk.found.title')).waitFor();
    },
  },
  { ...kiosk, name: 'kiosk-2-device', situations: ['full'], to: atDevices },
  { ...kiosk, name: 'kiosk-3-issue', situations: ['full'], to: atIssues },
  { ...kiosk, name: 'kiosk-4-self-help', situations: ['full'], to: atSelfHelp },
  { ...kiosk, name: 'kiosk-5-ticket', situations: ['full'], to: atTicket },
  {
    ...kiosk,
    name: 'kiosk-5-class',
    situations: ['full'],
    to: async (scene) => {
      await atTicket(scene);
      await scene.page.getByRole('button', { name: scene.say('kiosk.class.have') }).click();
      await heading(scene.page, scene.say('kiosk.class.title')).waitFor();
    },
  },
  {
    ...kiosk,
    name: 'kiosk-6-back-again',
    situations: ['full'],
    to: async (scene) => {
      await atTicket(scene);
      await scene.page.getByRole('button', { name: scene.say('kiosk.done') }).click();
      await scan(scene.page, scene.student.badge);
      await scene.page.locator('.kiosk[data-screen="open-ticket"]').waitFor();
    },
  },
  { name: 'board', path: '/board', as: 'board', sizes: ['kiosk', 'laptop'], schemes: ['light'], situations: ['full', 'empty', 'offline'] },
  { name: 'board-pairing', path: '/board', as: null, sizes: ['kiosk'], schemes: ['light'], situations: ['full'] },
  { name: 'desk', path: '/desk', as: 'assistant', ...staff, situations: everySituation },
  { name: 'desk-resolve', path: '/desk', as: 'assistant', ...staff, situations: ['full'], to: deskKey('r') },
  {
    name: 'desk-escalate',
    path: '/desk',
    as: 'assistant',
    sizes: ['laptop'],
    schemes: ['light', 'dark'],
    situations: ['full'],
    to: deskKey('e'),
  },
  {
    name: 'desk-quick-log',
    path: '/desk',
    as: 'assistant',
    sizes: ['laptop'],
    schemes: ['light', 'dark'],
    situations: ['full'],
    to: async ({ page, student }) => {
      await page.locator('button[data-desk-row]').first().waitFor();
      await scan(page, student.tag);
      await page.getByRole('combobox').last().waitFor();
    },
  },
  { name: 'desk-keys', path: '/desk', as: 'assistant', sizes: ['laptop'], schemes: ['light'], situations: ['full'], to: deskKey('?') },
  { name: 'desk-of-the-coach', path: '/desk', as: 'coach', sizes: ['laptop'], schemes: ['light', 'dark'], situations: ['full'] },
  { name: 'me', path: '/me', as: 'assistant', ...staff, situations: someSituations },
  { name: 'coach-inbox', path: '/coach', as: 'coach', ...staff, situations: everySituation },
  {
    name: 'coach-escalated',
    path: '/coach',
    as: 'coach',
    sizes: ['laptop'],
    schemes: ['light', 'dark'],
    situations: ['full'],
    to: async ({ page, say }) => {
      await page
        .getByRole('button')
        .filter({ hasText: say('coach.reasons.escalated') })
        .last()
        .click();
      await page.getByRole('heading', { name: say('coach.story.title') }).waitFor();
    },
  },
  { name: 'coach-notes', path: '/coach/notes', as: 'coach', ...staff, situations: ['full', 'empty'] },
  { name: 'coach-figures', path: '/coach/figures', as: 'coach', ...staff, situations: everySituation },
  { name: 'coach-duty', path: '/coach/duty', as: 'coach', ...staff, situations: ['full', 'empty'] },
  { name: 'coach-screens', path: '/coach/screens', as: 'coach', ...staff, situations: someSituations },
  { name: 'my-tickets', path: '/my-tickets', as: 'student', ...staff, situations: everySituation },
  {
    name: 'my-tickets-issue',
    path: '/my-tickets',
    as: 'student',
    ...staff,
    situations: ['full'],
    to: async ({ page, say }) => {
      await page
        .getByRole('button', { name: say('myTickets.begin') })
        .or(page.getByRole('button', { name: say('myTickets.beginMore') }))
        .click();
      await page.getByRole('button', { name: say('kiosk.device.mine') }).click();
      await heading(page, say('kiosk.issue.title')).waitFor();
    },
  },
  { name: 'reports', path: '/reports', as: 'leader', ...staff, situations: everySituation },
  { name: 'devices', path: '/devices', as: 'admin', ...staff, situations: someSituations },
  {
    name: 'device',
    path: '/devices',
    as: 'coach',
    ...staff,
    situations: ['full'],
    to: async ({ page }) => {
      await page.locator('tbody').getByRole('link').first().click();
      await page.getByRole('heading', { level: 2 }).first().waitFor();
    },
  },
  { name: 'devices-import', path: '/devices/import', as: 'admin', ...staff, situations: someSituations },
  { name: 'devices-labels', path: '/devices/labels?state=spare', as: 'coach', ...staff, situations: ['full'] },
  { name: 'devices-check', path: '/devices/check', as: 'assistant', ...staff, situations: ['full'], to: scannedBadge },
  { name: 'devices-loaners', path: '/devices/loaners', as: 'coach', ...staff, situations: [...someSituations, 'empty'] },
  { name: 'devices-repairs', path: '/devices/repairs', as: 'coach', ...staff, situations: [...someSituations, 'empty'] },
  { name: 'devices-carts', path: '/devices/carts', as: 'coach', ...staff, situations: [...someSituations, 'empty'] },
  { name: 'devices-signs', path: '/devices/signs', as: 'coach', ...staff, situations: ['full', 'failing'] },
  { name: 'rollout', path: '/rollout', as: 'coach', ...staff, situations: [...someSituations, 'empty'] },
  { name: 'rollout-new', path: '/rollout/new', as: 'coach', ...staff, situations: ['full'] },
  { name: 'rollout-plan', path: 'plan', as: 'coach', ...staff, situations: someSituations },
  { name: 'rollout-board', path: 'plan-board', as: 'coach', sizes: ['laptop'], schemes: ['light'], situations: ['full'] },
  { name: 'rollout-brief', path: 'plan-brief', as: 'coach', ...staff, situations: ['full'] },
  { name: 'rollout-exceptions', path: '/rollout/exceptions', as: 'coach', ...staff, situations: [...someSituations, 'empty'] },
  { name: 'rollout-stragglers', path: '/rollout/stragglers', as: 'assistant', ...staff, situations: someSituations },
  {
    name: 'hand-out',
    path: '/hand-out',
    as: 'coach',
    sizes: ['kiosk', 'laptop', 'phone'],
    schemes: ['light'],
    situations: ['full', 'offline'],
  },
  {
    name: 'hand-out-student',
    path: '/hand-out',
    as: 'coach',
    sizes: ['kiosk', 'phone'],
    schemes: ['light'],
    situations: ['full'],
    to: async ({ page, student }) => {
      await scan(page, student.badge);
      await page.getByText(student.name).first().waitFor();
    },
  },
  { name: 'slip', path: 'slip', as: 'coach', ...staff, situations: ['full'] },
  { name: 'settings-accounts', path: '/settings/accounts', as: 'admin', ...staff, situations: [...someSituations, 'empty'] },
  { name: 'settings-school', path: '/settings', as: 'admin', ...staff, situations: someSituations },
  { name: 'settings-bells', path: '/settings/bells', as: 'admin', ...staff, situations: someSituations },
  { name: 'settings-issues', path: '/settings/issues', as: 'admin', ...staff, situations: someSituations },
  {
    name: 'settings-issue',
    path: '/settings/issues',
    as: 'admin',
    ...staff,
    situations: ['full'],
    to: ({ page, issue }) => page.getByRole('link', { name: issue, exact: true }).click(),
  },
  { name: 'account', path: '/account', as: 'admin', ...staff, situations: ['full', 'failing'] },
  { name: 'settings-people', path: '/settings/people', as: 'admin', ...staff, situations: someSituations },
  { name: 'settings-new-faces', path: '/settings/new-faces', as: 'admin', ...staff, situations: ['full', 'empty'] },
  { name: 'settings-screens', path: '/settings/screens', as: 'admin', sizes: ['laptop'], schemes: ['light'], situations: ['full'] },
  { name: 'settings-device-management', path: '/settings/device-management', as: 'admin', ...staff, situations: ['full', 'failing'] },
  { name: 'settings-mail', path: '/settings/mail', as: 'admin', ...staff, situations: ['full', 'failing'] },
  { name: 'mail', path: '/mail', as: 'coach', ...staff, situations: ['full', 'empty', 'failing', 'loading'] },
  { name: 'mailing', path: 'mailing', as: 'coach', ...staff, situations: someSituations },
  { name: 'mail-new', path: '/mail/new', as: 'coach', ...staff, situations: ['full'] },
  { name: 'mail-templates', path: '/mail/templates', as: 'coach', ...staff, situations: ['empty', 'failing'] },
  { name: 'settings-roster', path: '/settings/roster', as: 'admin', ...staff, situations: ['full', 'empty', 'failing'] },
  { name: 'settings-schools', path: '/settings/schools', as: 'admin', ...staff, situations: ['full'] },
  { name: 'sign-in', path: '/', as: null, sizes: ['laptop', 'phone'], schemes: ['light'], situations: ['full'] },
  {
    name: 'sign-in-wrong',
    path: '/',
    as: null,
    sizes: ['laptop'],
    schemes: ['light'],
    situations: ['full'],
    to: async ({ page, say }) => {
      await page.getByLabel(say('shell.signIn.email')).fill('coach@demo.example');
      await page.getByLabel(say('shell.signIn.password')).fill('not this one');
      await page.getByRole('button', { name: say('shell.signIn.submit') }).click();
      await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    },
  },
  {
    name: 'set-up',
    path: '/set-up?token=a-token-that-never-was',
    as: null,
    sizes: ['laptop', 'phone'],
    schemes: ['light'],
    situations: ['full'],
  },
  { name: 'not-found', path: '/nowhere', as: null, sizes: ['laptop'], schemes: ['light'], situations: ['full'] },
  {
    name: 'feedback-gone',
    path: '/feedback/no-such-link-0000000000',
    as: null,
    sizes: ['phone'],
    schemes: ['light'],
    situations: ['full'],
  },
  { name: 'feedback', path: 'feedback', as: null, sizes: ['phone', 'laptop'], schemes: ['light'], situations: ['full'] },
];
