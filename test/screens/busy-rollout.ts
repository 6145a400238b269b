import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import type { DemoInstallation, DemoStudent } from '../browser/support/demo-installation.js';
import { demoPassword } from '../browser/support/demo-password.js';
import type { Client } from '../support/client.js';
import { keyFile } from '../support/key-file.js';
import { MailServer } from '../support/mail-server.js';

const handedOut = { kind: 'assigned', charger: true, laptopCase: true, agreement: 'ticked', condition: 'good' } as const;
const dueOn = '2099-09-01';
/** How far so many students are at the hand-out. */
const [withLaptop, withBasics] = [14, 24];

/** A hand-out under way, loaners and repairs, a cart, a mailing. Answers the addresses of what was made. */
export async function makeRollout(school: DemoInstallation, next: () => DemoStudent): Promise<Readonly<Record<string, string>>> {
  const [admin, coach] = [await school.as('admin'), await school.as('coach')];
  const planId = await startPlan(admin, coach);
  const personId = await handOut(coach, planId, next);
  await fillCirculation(admin, coach, next);
  const mailingId = await mailStaff(admin, coach);
  return {
    plan: `/rollout/${planId}`,
    'plan-board': `/rollout/${planId}/board`,
    'plan-brief': `/rollout/${planId}/brief`,
    slip: `/slip/${personId}`,
    mailing: `/mail/${mailingId}`,
  };
}

async function startPlan(admin: Client, coach: Client): Promise<string> {
  const directory = { kind: 'built_in', domain: 'students.cedarbend.example' } as const;
  await admin.call('saveDirectory', { directory, usernameRule: '{given}.{family}', suspendAfterDays: 14, version: null });
  const provider = { kind: 'google', adminEmail: 'it@cedarbend.example', location: 'Cedar Bend' } as const;
  await admin.call('saveDeviceManagement', { provider, secret: keyFile(), version: null });
  // Nobody outside of this computer is told anything.
  await admin.call('pauseDeviceManagement', {});
  const planId = uuid();
  await coach.call('createRollout', {
    id: planId,
    name: 'Fall hand-out',
    direction: 'hand_out',
    steps: ['account', 'credentials', 'basics', 'hand_out'],
    credentials: 'slip',
    templateId: null,
    audience: { kind: 'all', values: [] },
    video: null,
    basics: { en: ['Charge it every night', 'Close the lid to carry it'], es: ['Cárgala cada noche', 'Ciérrala para llevarla'] },
    lanes: [
      { name: 'Lane 1', homerooms: ['9A', '9B', '10A'] },
      { name: 'Lane 2', homerooms: ['9C', '10B', '11A'] },
    ],
  });
  await coach.call('moveRollout', { planId, requestId: uuid(), move: 'start' });
  const accountsAreMade = async (): Promise<boolean> => {
    const { progress } = await coach.call('rollout', { planId });
    return progress?.steps.find(({ step }) => step === 'account')?.done === progress?.students;
  };
  for (let tries = 0; !(await accountsAreMade()) && tries < 300; tries += 1) await sleep(200);
  return planId;
}

/** Some have everything, some the basics. Answers one whose slip can be printed. */
async function handOut(coach: Client, planId: string, next: () => DemoStudent): Promise<string> {
  let last = '';
  for (let served = 0; served < withBasics; served += 1) {
    const { badge, tag } = next();
    const { visit } = await coach.call('identifyForHandOut', { scan: badge });
    if (visit === null) continue;
    const personId = visit.student.id;
    await coach.call('markStep', { planId, personId, requestId: uuid(), step: 'basics', state: 'done' });
    last = personId;
    if (served >= withLaptop) continue;
    // The demo school's students have laptops already: this one is exchanged.
    await coach.call('checkIn', { requestId: uuid(), deviceTag: tag, charger: true, laptopCase: true, condition: 'good' });
    await coach.call('checkOut', { id: uuid(), personId, deviceTag: tag, planId, ...handedOut });
    await coach.call('printSlip', { personId, requestId: uuid(), password: demoPassword });
  }
  return last;
}

async function fillCirculation(admin: Client, coach: Client, next: () => DemoStudent): Promise<void> {
  for (let number = 1; number <= 6; number += 1) {
    const tag = `LO-${String(number)}`;
    await admin.call('addDevice', { id: uuid(), tag, model: 'Dell Chromebook 3120', loaner: true });
    if (number > 2) continue;
    const { person } = await coach.call('identify', { scan: next().badge });
    await coach.call('checkOut', { id: uuid(), personId: person.id, deviceTag: tag, ...handedOut, kind: 'loaner', dueOn });
  }
  const problems = ['The screen is cracked', 'The hinge is loose', 'Coffee on the keyboard', 'Does not turn on'];
  for (const [place, problem] of problems.entries())
    await coach.call('openRepair', { id: uuid(), deviceTag: next().tag, problem, damage: place < 3, warranty: place === 3, shelve: true });
  const cartId = uuid();
  await coach.call('createCart', { id: cartId, name: 'Library 1', location: 'Library', slots: 12 });
  for (let slot = 1; slot <= 8; slot += 1) {
    const tag = `CA-${String(slot)}`;
    await admin.call('addDevice', { id: uuid(), tag, model: 'Lenovo 500e' });
    await coach.call('fillSlot', { requestId: uuid(), cartId, slot, deviceTag: tag });
  }
  const { today, periods } = await coach.call('listCarts', {});
  for (const [place, { id: periodId }] of periods.slice(0, 3).entries())
    await coach.call('reserveCart', { id: uuid(), cartId, day: today, periodId, className: `Biology ${String(place + 1)}` });
}

async function mailStaff(admin: Client, coach: Client): Promise<string> {
  const server = await MailServer.start();
  try {
    await admin.call('saveMailSender', {
      preset: 'own',
      host: '127.0.0.1',
      port: server.port,
      security: 'none',
      signIn: 'none',
      fromAddress: 'desk@cedarbend.example',
      fromName: 'Help desk',
      perMinute: 60,
      perDay: 2_000,
      connections: 2,
      version: 0,
    });
    const audience = { roles: ['coach' as const, 'leader' as const] };
    const { people } = await coach.call('mailingOutlook', { audience });
    const id = uuid();
    await coach.call('startMailing', {
      id,
      name: 'First bell',
      audience,
      subject: { en: 'The hand-out begins', es: 'Empieza la entrega' },
      body: { en: 'Hello {{givenName}}, bring your class on Monday.', es: 'Hola {{givenName}}, trae a tu grupo el lunes.' },
      people,
    });
    for (let tries = 0; server.received.length < people && tries < 100; tries += 1) await sleep(200);
    return id;
  } finally {
    await server.stop();
  }
}
