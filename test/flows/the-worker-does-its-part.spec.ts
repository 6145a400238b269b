import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rosterImport, type RosterImport } from '@firstbell/contracts/roster';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { generateRoster } from '../support/generate-roster.js';
import { LiveClient, until } from '../support/live-client.js';
import type { TestServer } from '../support/server.js';
import { queueProfiles, startServerWithWorker } from '../support/server-with-worker.js';
import { TestFolder } from '../support/zip-of.js';

for (const profile of queueProfiles) {
  (profile.isHere ? describe : describe.skip)(`what happens by itself, with queues on ${profile.title}`, () => {
    let server: TestServer;
    let folder: TestFolder;
    let owner: Postgres;

    beforeAll(async () => {
      [folder, server] = [await TestFolder.create(), await startServerWithWorker(profile)];
      owner = new Postgres({ connectionString: server.database.ownerUrl });
      await owner.connect();
    }, 60_000);
    afterAll(async () => {
      await owner.end();
      await server.stop();
      await folder.remove();
    });

    it('a claim that ran out goes back to its place, and the screens see it', async () => {
      const assistant = await server.signedIn('assistant1');
      const deskId = (await assistant.call('me', {})).desks[0]?.id ?? '';
      const issue = (await assistant.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
      const filed = await assistant.call('fileTicket', { id: uuid(), deskId, issueId: issue?.id ?? '', typedName: 'Somebody New' });
      const { ticket } = await assistant.call('claimNext', { deskId, requestId: uuid() });
      expect(ticket?.id).toBe(filed.id);
      const screen = await LiveClient.connect(server.base, assistant.cookie);
      await screen.watch('desk', deskId);

      await owner.query(`UPDATE ticket SET claim_expires_at = now() - interval '1 second' WHERE id = $1`, [filed.id]);
      await until(
        () => screen.of('ticket', filed.id).some((change) => change.kind === 'ticket' && change.row?.state === 'waiting'),
        'the ticket back in line',
        12_000,
      );
      screen.close();

      const { rows } = await assistant.call('listLine', { deskId });
      expect(rows.find((row) => row.id === filed.id)).toMatchObject({ state: 'waiting', claimedBy: null, lineRank: ticket?.lineRank });
    }, 30_000);

    it('a place kept through a lesson is the student’s again after it, and the screens see it', async () => {
      const [assistant, kiosk] = [await server.signedIn('assistant1'), await server.paired('kiosk')];
      const deskId = (await assistant.call('me', {})).desks[0]?.id ?? '';
      const issue = (await assistant.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
      const filed = await kiosk.call('fileTicket', { id: uuid(), issueId: issue?.id ?? '', typedName: 'Somebody In Class' });
      const before = (await assistant.call('listLine', { deskId })).rows.find(({ id }) => id === filed.id);
      await kiosk.call('goToClass', { ticketId: filed.id, requestId: uuid(), minutes: 30 });
      const screen = await LiveClient.connect(server.base, assistant.cookie);
      await screen.watch('desk', deskId);

      await owner.query(`UPDATE ticket SET hold_until = now() - interval '1 second' WHERE id = $1`, [filed.id]);
      await until(
        () => screen.of('ticket', filed.id).some((change) => change.kind === 'ticket' && change.row?.state === 'waiting'),
        'the ticket back in line',
        12_000,
      );
      screen.close();
      const after = (await assistant.call('listLine', { deskId })).rows.find(({ id }) => id === filed.id);
      expect(after).toMatchObject({ state: 'waiting', holdReason: null, holdUntil: null, lineRank: before?.lineRank });
    }, 30_000);

    it('who forgets to go off duty goes with the bell, who signs out at once, and the screens see both', async () => {
      const [coach, forgetful, leaving] = [
        await server.signedIn('coach'),
        await server.signedIn('assistant4'),
        await server.signedIn('assistant5'),
      ];
      const deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
      const [{ id: forgetfulId }, { id: leavingId }] = [await forgetful.call('me', {}), await leaving.call('me', {})];
      for (const assistant of [forgetful, leaving]) await assistant.call('startDuty', { deskId });
      const screen = await LiveClient.connect(server.base, coach.cookie);
      await screen.watch('coach', deskId);
      const hasGone = (id: string) => () => screen.of('duty', id).some((change) => change.row === null);

      await leaving.call('signOut', {});
      await until(hasGone(leavingId), 'the one who signed out to be off duty', 5_000);
      expect((await coach.call('listLine', { deskId })).duty.map(({ person }) => person.id)).toEqual([forgetfulId]);
      await owner.query(`UPDATE duty SET ends_at = now() - interval '1 second' WHERE person_id = $1 AND until IS NULL`, [forgetfulId]);
      await until(hasGone(forgetfulId), 'the one who forgot to be off duty', 12_000);
      screen.close();
    }, 30_000);

    it('the desk’s screens learn at the bell that the period is another one', async () => {
      const coach = await server.signedIn('coach');
      const { desk } = await coach.call('listLine', { deskId: (await coach.call('me', {})).desks[0]?.id ?? '' });
      const screen = await LiveClient.connect(server.base, coach.cookie);
      await screen.watch('coach', desk.id);
      await owner.query(`UPDATE desk SET bell_at = now() - interval '2 seconds' WHERE id = $1`, [desk.id]);
      await until(() => screen.of('desk', desk.id).some(({ version }) => version > desk.version), 'the desk with its period', 12_000);
      screen.close();
    }, 30_000);

    it('an uploaded roster is read and an approved one applied, while the administrator watches', async () => {
      const admin = await server.signedIn('admin');
      const screen = await LiveClient.connect(server.base, admin.cookie);
      await screen.watch('imports');
      const { path } = await generateRoster(join(folder.path, 'r.zip'), { students: 120 });
      const response = await fetch(`${server.base}/api/roster/imports?fileName=r.zip`, {
        method: 'POST',
        body: await readFile(path),
        headers: { cookie: admin.cookie, 'content-type': 'application/octet-stream' },
      });
      const { id } = rosterImport.parse(await response.json());
      const seen = (): RosterImport['state'][] =>
        screen.of('import', id).flatMap((change) => (change.kind === 'import' && change.row !== null ? [change.row.state] : []));
      await until(() => seen().at(-1) === 'ready', 'the diff', 15_000);
      await admin.call('applyRosterImport', { importId: id });
      await until(() => seen().at(-1) === 'applied', 'the applied roster', 15_000);
      screen.close();
      expect((await admin.call('rosterImport', { importId: id })).applied).toBeGreaterThan(120);
    }, 45_000);

    it('what a desk takes for a ticket is counted after one was resolved', async () => {
      const assistant = await server.signedIn('assistant2');
      const deskId = (await assistant.call('me', {})).desks[0]?.id ?? '';
      const { ticket } = await assistant.call('claimNext', { deskId, requestId: uuid() });
      await assistant.call('resolveTicket', { ticketId: ticket?.id ?? '', requestId: uuid(), fix: 'another charger' });
      let counted = false;
      for (let waited = 0; !counted && waited < 12_000; waited += 100) {
        counted =
          (await owner.query(`SELECT 1 FROM desk WHERE id = $1 AND statistics_at > now() - interval '1 minute'`, [deskId])).rowCount === 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(counted).toBe(true);
    }, 30_000);
  });
}
