import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { v7 as uuid } from 'uuid';
import { Refused, type Client } from '../support/client.js';
import { isScaled } from '../support/profile.js';
import { startTestServer, type TestServer } from '../support/server.js';

// Over several processes it is whether that is looked at, not how many.
const tickets = isScaled ? 500 : 2_000;
const assistants = 50;

let server: TestServer;
let postgres: Postgres;

beforeAll(async () => {
  server = await startTestServer();
  postgres = new Postgres({ connectionString: server.database.superuserUrl });
  await postgres.connect();
});
afterAll(async () => {
  await postgres.end();
  await server.stop();
});

/** Fifty assistants: the demo school's twenty-one, each with as many browsers as it takes. */
async function fiftyAssistants(): Promise<Client[]> {
  const signedIn = await Promise.all(Array.from({ length: 21 }, (_, index) => server.signedIn(`assistant${index + 1}`)));
  return Array.from({ length: assistants }, (_, index) => signedIn[index % signedIn.length] ?? server.client());
}

/** The same wish again while the server says it is too busy just now, as every screen does; it may not count twice. */
async function untilAnswered<T>(wish: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await wish();
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.status !== 503) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

describe(`fifty assistants and ${tickets} tickets`, () => {
  it('leave no ticket behind and give none to two, while codes stay unique', async () => {
    const kiosk = await server.paired('kiosk');
    const deskId = (await kiosk.call('me', {})).deskId ?? '';
    const issue = (await kiosk.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
    const filed = new Set<string>();
    const codes = new Set<string>();
    let left = tickets;
    const fileSome = async () => {
      while (left-- > 0) {
        const ticketId = uuid();
        const { id, code } = await untilAnswered(() =>
          kiosk.call('fileTicket', { id: ticketId, issueId: issue?.id ?? '', typedName: 'Somebody New' }),
        );
        filed.add(id);
        codes.add(code);
      }
    };
    const owners = new Map<string, number>();
    let filing = true;
    const claimUntilEmpty = async (assistant: Client) => {
      for (;;) {
        const requestId = uuid();
        const { ticket } = await untilAnswered(() => assistant.call('claimNext', { deskId, requestId }));
        if (ticket !== null) owners.set(ticket.id, (owners.get(ticket.id) ?? 0) + 1);
        else if (!filing) return;
        // Fifty who ask all the time would leave no room for those who file.
        else await new Promise((resolve) => setTimeout(resolve, 200));
      }
    };
    const claiming = (await fiftyAssistants()).map(claimUntilEmpty);
    await Promise.all(Array.from({ length: 8 }, fileSome));
    filing = false;
    await Promise.all(claiming);

    expect(codes.size).toBe(tickets);
    expect([...owners.values()].filter((times) => times !== 1)).toEqual([]);
    expect(new Set(owners.keys())).toEqual(filed);
    const { rows } = await postgres.query<{ state: string; n: number }>('SELECT state, count(*)::int AS n FROM ticket GROUP BY state');
    expect(rows).toEqual([{ state: 'claimed', n: tickets }]);
    const claims = await postgres.query<{ n: number; once: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT subject_id)::int AS once FROM event WHERE type = 'ticket.claimed'`,
    );
    expect(claims.rows).toEqual([{ n: tickets, once: tickets }]);
  }, 300_000);
});

describe('next for me, asked again because the answer got lost', () => {
  it('is the ticket of the first time, though nothing else waits', async () => {
    const { assistant, deskId } = await oneWaiting();
    const requestId = uuid();
    const first = await assistant.call('claimNext', { deskId, requestId });
    expect(first.ticket).not.toBeNull();
    expect(await assistant.call('claimNext', { deskId, requestId })).toMatchObject({ ticket: { id: first.ticket?.id } });
    expect((await assistant.call('claimNext', { deskId, requestId: uuid() })).ticket).toBeNull();
  });

  it('waits for the first time while that is under way', async () => {
    const { assistant, deskId } = await oneWaiting();
    const requestId = uuid();
    // The first attempt, on a server that was killed: its transaction is still open in the database.
    await postgres.query('BEGIN');
    const { rows } = await postgres.query<{ id: string }>(
      `UPDATE ticket SET state = 'claimed', claimed_by = $1, claimed_at = now(), claim_expires_at = now() + interval '15 minutes', version = version + 1
       WHERE state = 'waiting' RETURNING id`,
      [(await assistant.call('me', {})).id],
    );
    await postgres.query(
      `INSERT INTO event (school_id, type, subject_type, subject_id, version, actor_id, request_id)
       SELECT school_id, 'ticket.claimed', 'ticket', id, version, claimed_by, $2 FROM ticket WHERE id = $1`,
      [rows[0]?.id, requestId],
    );
    const again = assistant.call('claimNext', { deskId, requestId });
    while (!(await somebodyWaits())) await new Promise((resolve) => setTimeout(resolve, 10));
    await postgres.query('COMMIT');
    expect((await again).ticket?.id).toBe(rows[0]?.id);
  });
});

/** A statement of another connection waits for ours. */
const somebodyWaits = async (): Promise<boolean> =>
  ((await postgres.query('SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))')).rowCount ?? 0) > 0;

async function oneWaiting(): Promise<{ assistant: Client; deskId: string }> {
  const kiosk = await server.paired('kiosk');
  const deskId = (await kiosk.call('me', {})).deskId ?? '';
  const issue = (await kiosk.call('listIssues', {})).issues.find(({ skill, audience }) => skill === null && audience === 'desk');
  await kiosk.call('fileTicket', { id: uuid(), issueId: issue?.id ?? '', typedName: 'Somebody New' });
  return { assistant: await server.signedIn('assistant1'), deskId };
}
