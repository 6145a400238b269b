import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviceImport } from '@firstbell/contracts/devices';
import { Client as Ldap } from 'ldapts';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import type { Client } from '../support/client.js';
import { DeviceProvider } from '../support/device-provider.js';
import { keyFile } from '../support/key-file.js';
import { LiveClient } from '../support/live-client.js';
import { MailServer } from '../support/mail-server.js';
import { foundRolloutSchool, until } from '../support/rollout-school.js';
import type { TestServer } from '../support/server.js';
import { queueProfiles, startServerWithWorker } from '../support/server-with-worker.js';
import { base, hasSlapd, howToGetSlapd, startSlapd, type TestSlapd } from '../support/slapd.js';

const students = 12;
const laptops = Array.from({ length: students }, (_, index) => `HO-${String(index + 1).padStart(4, '0')}`);
const video = {
  title: { en: 'Your laptop', es: 'Tu portátil' },
  url: '/videos/your-laptop.mp4',
  question: { en: 'Who pays when it breaks?', es: '¿Quién paga si se rompe?' },
  answers: [
    { en: 'Nobody', es: 'Nadie' },
    { en: 'Ask the desk first', es: 'Pregunta primero en la mesa' },
  ],
  right: 1,
};
const basics = { en: ['Plug in the charger'], es: ['Conecta el cargador'] };

for (const profile of queueProfiles) {
  const isHere = hasSlapd && profile.isHere;
  (isHere ? describe : describe.skip)(`a hand-out, queues on ${profile.title}${hasSlapd ? '' : ` (${howToGetSlapd})`}`, () => {
    let server: TestServer;
    let slapd: TestSlapd;
    let mails: MailServer;
    let google: DeviceProvider;
    let admin: Client;
    let owner: Postgres;
    let schoolId: string;
    let planId: string;

    beforeAll(async () => {
      [server, slapd, mails, google] = await Promise.all([
        startServerWithWorker(profile),
        startSlapd(),
        MailServer.start(),
        DeviceProvider.start(),
      ]);
      google.reachedBy(server.parts);
      for (const tag of laptops) google.devices.set(`g-${tag}`, { id: `g-${tag}`, serialNumber: `S${tag}` });
      admin = await server.signedIn('admin');
      owner = new Postgres({ connectionString: server.database.ownerUrl });
      await owner.connect();
      ({ schoolId } = await foundRolloutSchool(admin, students, { slapd, mails, mailsADay: 2_000 }));
      const provider = { kind: 'google', adminEmail: 'it@school.example', location: '' } as const;
      await admin.call('saveDeviceManagement', { provider, secret: keyFile(), version: null });
    }, 120_000);
    afterAll(async () => {
      await owner.end();
      await server.stop();
      await Promise.all([slapd.stop(), mails.stop(), google.stop()]);
    });

    const planNow = () => admin.call('rollout', { planId });
    const doneOf = async (step: string) => (await planNow()).progress?.steps.find((one) => one.step === step)?.done ?? 0;
    const stragglersNow = async () => (await admin.call('listStragglers', { planId })).stragglers;

    it('begins with a list of laptops, read into a diff and applied when it was approved', async () => {
      const list = ['Asset Tag,Model,Serial,Checked Out To: Email', ...laptops.map((tag) => `${tag},Dell Chromebook 3120,S${tag},`), ''];
      const query = new URLSearchParams({ id: uuid(), fileName: 'laptops.csv', preset: 'snipeit' }).toString();
      const response = await fetch(`${server.base}/api/devices/imports?${query}`, {
        method: 'POST',
        body: list.join('\n'),
        headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream' },
      });
      const { id: importId } = deviceImport.parse(await response.json());
      const state = async () => (await admin.call('deviceImport', { importId })).state;
      await until(async () => (await state()) === 'ready', 'the diff');
      expect(await admin.call('deviceImport', { importId })).toMatchObject({ added: students, errors: 0 });
      await admin.call('applyDeviceImport', { importId });
      await until(async () => (await state()) === 'applied', 'the laptops');
    }, 60_000);

    it('goes on by itself once the plan is started: accounts, then mails, while the coach watches', async () => {
      planId = uuid();
      const screen = await LiveClient.connect(server.base, admin.cookie);
      await screen.watch('rollout');
      await admin.call('createRollout', {
        id: planId,
        name: 'Fall hand-out',
        direction: 'hand_out',
        steps: ['account', 'credentials', 'video', 'basics', 'hand_out'],
        credentials: 'mail',
        templateId: null,
        audience: { kind: 'all', values: [] },
        video,
        basics,
        lanes: [],
      });
      await admin.call('moveRollout', { planId, requestId: uuid(), move: 'start' });
      expect(await stragglersNow()).toHaveLength(students);
      await until(async () => (await doneOf('account')) === students, 'the accounts');
      await until(async () => (await doneOf('credentials')) === students, 'the mails');
      expect(screen.refetches.some(({ room }) => room === 'rollout')).toBe(true);
      screen.close();

      const entries = await slapd.asRoot((ldap) => ldap.search(base, { scope: 'one', filter: '(employeeNumber=*)' }));
      expect(entries.searchEntries).toHaveLength(students);
      expect(new Set(mails.received.map(({ to }) => to)).size).toBe(students);
      expect(mails.received).toHaveLength(students);
    }, 120_000);

    it('meets each student at the station: password, video, basics, laptop; and one straggler fewer', async () => {
      const { rows } = await owner.query<{ id: string; badge: string }>(
        `SELECT id, badge FROM person WHERE school_id = $1 AND 'student' = ANY (roles) ORDER BY source_id`,
        [schoolId],
      );
      const [student, next] = rows;
      if (student === undefined || next === undefined) throw new Error('The roster has no students.');
      const { visit } = await admin.call('identifyForHandOut', { scan: student.badge });
      expect(visit?.student.id).toBe(student.id);
      expect(visit?.credential.state).toBe('mailed');
      const stateOf = (steps: typeof visit) => Object.fromEntries((steps?.steps ?? []).map(({ step, state }) => [step, state]));
      expect(stateOf(visit)).toMatchObject({ account: 'done', credentials: 'done', video: 'due' });

      const mark = { planId, personId: student.id, state: 'done' } as const;
      await admin.call('markStep', { ...mark, requestId: uuid(), step: 'video', answer: video.right });
      const marked = await admin.call('markStep', { ...mark, requestId: uuid(), step: 'basics' });
      expect(stateOf(marked)).toMatchObject({ video: 'done', basics: 'done', hand_out: 'due' });

      const [tag = ''] = laptops;
      const { laptop } = await admin.call('identifyForHandOut', { scan: tag });
      const given = { personId: student.id, deviceId: laptop?.id ?? '', planId, charger: true, laptopCase: true } as const;
      const checkOut = { ...given, id: uuid(), agreement: 'ticked', condition: 'good' } as const;
      const first = await admin.call('checkOut', checkOut);
      expect(await admin.call('checkOut', checkOut)).toEqual(first); // the answer was lost on the way
      expect(await doneOf('hand_out')).toBe(1);
      expect((await stragglersNow()).map(({ id }) => id)).not.toContain(student.id);
      expect(await stragglersNow()).toHaveLength(students - 1);

      // A laptop that is with somebody already, and somebody who has one already.
      expect(await admin.refusal('checkOut', { ...checkOut, id: uuid(), personId: next.id })).toMatchObject({
        code: 'check_out.held',
      });
      expect(await admin.refusal('checkOut', { ...checkOut, id: uuid(), deviceId: undefined, deviceTag: laptops[1] })).toMatchObject({
        code: 'check_out.has_one',
      });
    }, 60_000);

    it('tells the device-management provider who has the laptop, by the address that was made', async () => {
      const device = google.devices.get(`g-${laptops[0] ?? ''}`);
      await until(() => Promise.resolve(device?.annotatedUser !== undefined), 'the provider to be told', 20_000);
      const { rows } = await owner.query<{ address: string }>(
        `SELECT a.address FROM check_out c JOIN directory_account a ON a.school_id = c.school_id AND a.person_id = c.person_id WHERE c.school_id = $1`,
        [schoolId],
      );
      expect(rows).toEqual([{ address: device?.annotatedUser }]);
      expect(google.changes()).toHaveLength(1);
    }, 30_000);

    it('leaves a password that signs in where the account is, and nothing of it here', async () => {
      const mail = mails.received[0];
      const username = /User name: (\S+)|Nombre de usuario: (\S+)/.exec(mail?.raw ?? '');
      const password = /One-time password: (\S+)|Contraseña de un solo uso: (\S+)/.exec(mail?.raw ?? '');
      const ldap = new Ldap({ url: slapd.url });
      await ldap.bind(`uid=${username?.[1] ?? username?.[2] ?? ''},${base}`, password?.[1] ?? password?.[2] ?? '');
      await ldap.unbind();
      const { rows } = await owner.query('SELECT 1 FROM credential WHERE school_id = $1 AND sealed IS NOT NULL', [schoolId]);
      expect(rows).toEqual([]);
    });
  });
}
