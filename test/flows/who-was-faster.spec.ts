import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { Refused } from '../support/client.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
});

describe('several who take one ticket at the same moment', () => {
  it('leave it to one of them, and every other is told who that is', async () => {
    const kiosk = await server.paired('kiosk');
    const issue = (await kiosk.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
    const assistants = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (number) => {
        const client = await server.signedIn(`assistant${number}`);
        return { client, name: (await client.call('me', {})).name };
      }),
    );
    for (let race = 0; race < 12; race++) {
      const { id, code } = await kiosk.call('fileTicket', { id: uuid(), issueId: issue?.id ?? '', typedName: 'Somebody New' });
      const taken = await Promise.allSettled(
        assistants.map(({ client }) => client.call('claimTicket', { ticketId: id, requestId: uuid(), reason: 'i_know_this_one' })),
      );
      const winners = assistants.filter((_, index) => taken[index]?.status === 'fulfilled').map(({ name }) => name);
      expect(winners).toHaveLength(1);
      for (const one of taken) {
        if (one.status === 'fulfilled') continue;
        const problem = one.reason instanceof Refused ? one.reason.problem : undefined;
        expect(problem).toMatchObject({ code: 'ticket.already_claimed', facts: { code, holder: winners[0] } });
      }
    }
  }, 60_000);
});
