import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { Refused, type Client } from '../support/client.js';
import { postmasterOf, startInstallation, type Installation } from '../support/installation.js';

let firstbell: Installation;

beforeAll(async () => {
  firstbell = await startInstallation();
}, 120_000);
afterAll(() => firstbell.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends the same wish until it is answered, as the screens do; a refusal with 5xx is no answer. */
async function untilAnswered<T>(wish: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await wish();
    } catch (error) {
      if (error instanceof Refused && error.problem.status < 500) throw error;
      await pause(100);
    }
  }
}

describe('a server or database killed in the middle of filing and claiming', () => {
  it('loses nothing it had acknowledged, and does nothing twice', async () => {
    const coach = await firstbell.signedIn('coach');
    const deskId = (await coach.call('me', {})).desks[0]?.id ?? '';
    const issueId =
      (await coach.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk')?.id ?? '';
    const assistants = await Promise.all([1, 2, 3, 4].map((number) => firstbell.signedIn(`assistant${number}`)));

    const filed = new Map<string, string>();
    const claimed = new Map<string, string>();
    let going = true;
    const fileOn = async () => {
      while (going) {
        const id = uuid();
        const { code } = await untilAnswered(() => coach.call('fileTicket', { id, deskId, issueId, typedName: 'Somebody New' }));
        filed.set(id, code);
        await pause(10);
      }
    };
    const claimOn = async (assistant: Client, holder: string) => {
      while (going) {
        const requestId = uuid();
        const { ticket } = await untilAnswered(() => assistant.call('claimNext', { deskId, requestId }));
        if (ticket !== null) {
          expect([ticket.id, claimed.get(ticket.id)]).toEqual([ticket.id, undefined]);
          claimed.set(ticket.id, holder);
        }
        await pause(10);
      }
    };
    const ids = await Promise.all(assistants.map(async (assistant) => (await assistant.call('me', {})).id));
    const work = [fileOn(), fileOn(), fileOn(), ...assistants.map((assistant, index) => claimOn(assistant, ids[index] ?? ''))];

    const kills = [
      () => firstbell.childrenOf('server.js'),
      () => [postmasterOf(firstbell.dataFolder)],
      () => firstbell.childrenOf('server.js'),
    ];
    for (const victims of kills) {
      await pause(1_000);
      const pids = victims();
      expect(pids.length).toBeGreaterThan(0);
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      const before = filed.size;
      while (filed.size < before + 10) await pause(50); // it works again by itself
    }
    going = false;
    await Promise.all(work);

    expect(new Set(filed.values()).size).toBe(filed.size);
    for (const [id, code] of filed) {
      const { row } = await coach.call('ticketDetail', { ticketId: id });
      expect([row.code, row.claimedBy?.id]).toEqual([code, claimed.get(id)]);
    }
    expect(claimed.size).toBeGreaterThan(10);
  }, 120_000);
});
