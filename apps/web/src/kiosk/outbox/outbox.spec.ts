import type { NamedOperation } from '@firstbell/contracts/operation';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiError, NetworkError } from '../../api/api-error.js';
import type { call } from '../../api/call.js';
import { openStationStore, type StationStore } from '../../paired-screen/station-store.js';
import { Outbox } from './outbox.js';

type Sent = { readonly operation: string; readonly input: Record<string, unknown> };
const noon = Date.parse('2026-09-01T17:00:00Z');
const refusal = (status: number, code: string, field?: string) =>
  new ApiError({ type: '', title: '', status, detail: `${code} detail`, code, ...(field === undefined ? {} : { field }) });

let store: StationStore;
let sent: Sent[];
let clock: number;
let waiting: number;
/** What the server says to a request; the test sets it. */
let server: (sent: Sent) => unknown;

function outbox(schoolId = 's1'): Outbox {
  const ask = ((operation: NamedOperation, input: Record<string, unknown>) => {
    const one = { operation: operation.id, input };
    sent.push(one);
    try {
      return Promise.resolve(server(one));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }) as typeof call;
  return new Outbox({ store, schoolId, timeZone: 'America/Chicago', call: ask, now: () => clock, onCount: (count) => (waiting = count) });
}
const filed = ({ input }: Sent) => ({
  id: input['id'],
  code: input['reservedCode'] ?? 'B-99',
  state: 'waiting',
  version: 1,
  place: 1,
  wait: null,
  nobodyQualified: null,
});
const away = () => {
  throw new NetworkError('cable');
};
const wish = { issueId: 'i1', scan: '0004217', language: 'es' as const };

beforeEach(async () => {
  store = await openStationStore();
  await store.codes.set({ day: '2026-09-01', codes: ['B-20', 'B-21'] });
  sent = [];
  clock = noon;
  waiting = 0;
  server = filed;
});

describe('a found laptop', () => {
  it('is told at once, and nothing stays behind', async () => {
    expect(await outbox().reportFound('WC-9')).toBe('told');
    expect(sent).toMatchObject([{ operation: 'reportFoundLaptop', input: { scan: 'WC-9', secondsAgo: 0 } }]);
    expect(await store.entries()).toEqual([]);
  });

  it('is told later, under the same id, when nothing answers', async () => {
    server = away;
    expect(await outbox().reportFound('WC-9')).toBe('kept');
    const firstId = sent[0]?.input['id'];
    sent = [];
    server = () => ({ done: true });
    clock = noon + 600_000;
    await outbox().sendAll();
    expect(sent).toEqual([{ operation: 'reportFoundLaptop', input: { id: firstId, scan: 'WC-9', secondsAgo: 600 } }]);
    expect(await store.entries()).toEqual([]);
  });

  it('that nobody knows is said so to whoever stands there', async () => {
    server = () => {
      throw refusal(404, 'device.unknown', 'deviceTag');
    };
    expect(await outbox().reportFound('WC-9')).toBe('unknown');
    expect(await store.entries()).toEqual([]);
  });
});

describe('a ticket filed at the kiosk', () => {
  it('is answered with the code the kiosk reserved, and nothing stays behind', async () => {
    const result = await outbox().submit(wish);
    expect(result).toMatchObject({ kind: 'filed', ticket: { code: 'B-20' } });
    expect(await store.entries()).toEqual([]);
  });

  it('is kept with its raw scan and a reserved code while nothing answers', async () => {
    server = away;
    expect(await outbox().submit(wish)).toEqual({ kind: 'kept', code: 'B-20' });
    expect(await outbox().submit(wish)).toEqual({ kind: 'kept', code: 'B-21' });
    expect(await outbox().submit(wish)).toEqual({ kind: 'kept', code: null });
    expect((await store.entries()).map((entry) => (entry.kind === 'filing' ? entry.filing.scan : ''))).toEqual([
      '0004217',
      '0004217',
      '0004217',
    ]);
    expect(waiting).toBe(3);
  });

  it('survives a reload and is sent once, with the same id and how long ago it was', async () => {
    server = away;
    await outbox().submit(wish);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const firstId = sent[0]?.input['id'];
    sent = [];
    server = filed;
    clock = noon + 600_000;
    await outbox().sendAll();
    await outbox().sendAll();
    expect(sent).toEqual([
      { operation: 'fileTicket', input: { ...wish, id: firstId, reservedCode: 'B-20', reservedDay: '2026-09-01', secondsAgo: 600 } },
    ]);
    expect(await store.entries()).toEqual([]);
  });

  it.each([401, 403, 408, 429, 500, 503])('stays queued after %d', async (status) => {
    server = () => {
      throw refusal(status, 'x');
    };
    expect((await outbox().submit(wish)).kind).toBe('kept');
    await outbox().sendAll();
    expect((await store.entries()).map((entry) => entry.kind)).toEqual(['filing']);
  });

  it('tells the student at the screen why it was refused, and keeps nothing', async () => {
    server = () => {
      throw refusal(409, 'ticket.already_open', 'issueId');
    };
    expect(await outbox().submit(wish)).toMatchObject({ kind: 'refused', error: { code: 'ticket.already_open' } });
    expect(await store.entries()).toEqual([]);
  });

  it('files without a code that is no longer ours, or a laptop nobody knows', async () => {
    server = (one) => {
      if (one.input['reservedCode'] !== undefined) throw refusal(422, 'ticket.code_not_reserved', 'reservedCode');
      if (one.input['deviceTag'] !== undefined) throw refusal(404, 'device.not_found', 'deviceTag');
      return filed(one);
    };
    expect(await outbox().submit({ ...wish, deviceTag: 'WC-9' })).toMatchObject({ kind: 'filed', ticket: { code: 'B-99' } });
  });

  it('lets the student hear that their laptop is in repair', async () => {
    server = () => {
      throw refusal(409, 'device.not_usable', 'deviceId');
    };
    expect(await outbox().submit({ ...wish, deviceId: 'd1' })).toMatchObject({ kind: 'refused', error: { code: 'device.not_usable' } });
  });
});

describe('sending later', () => {
  it('reports to staff what is refused for good, until staff can be told', async () => {
    server = away;
    await outbox().submit(wish);
    const box = outbox();
    server = ({ operation }) => {
      throw operation === 'fileTicket' ? refusal(404, 'person.not_found', 'scan') : refusal(503, 'down');
    };
    await box.sendAll();
    expect((await store.entries()).map((entry) => entry.kind)).toEqual(['refused']);
    sent = [];
    server = () => ({ done: true });
    await box.sendAll();
    expect(sent).toEqual([
      {
        operation: 'reportRejectedFiling',
        input: expect.objectContaining({
          code: 'B-20',
          typed: '0004217',
          reason: 'person.not_found detail',
          filedAt: '2026-09-01T17:00:00.000Z',
        }),
      },
    ]);
    expect(await store.entries()).toEqual([]);
  });

  it('does not let one refused filing hold up the others', async () => {
    server = away;
    await outbox().submit({ ...wish, scan: 'bad-badge' });
    clock += 1;
    await outbox().submit({ ...wish, scan: 'good-badge' });
    server = (one) => {
      if (one.input['scan'] === 'bad-badge') throw refusal(404, 'person.not_found', 'scan');
      return one.operation === 'fileTicket' ? filed(one) : { done: true };
    };
    await new Promise((resolve) => setTimeout(resolve, 5));
    await outbox().sendAll();
    expect(await store.entries()).toEqual([]);
  });

  it('does not let one the server forbids for now hold up the others', async () => {
    server = away;
    await outbox().submit({ ...wish, scan: 'forbidden' });
    clock += 1;
    await outbox().submit({ ...wish, scan: 'good-badge' });
    server = (one) => {
      if (one.input['scan'] === 'forbidden') throw refusal(403, 'x');
      return filed(one);
    };
    await new Promise((resolve) => setTimeout(resolve, 5));
    await outbox().sendAll();
    expect(await store.entries()).toMatchObject([{ filing: { scan: 'forbidden' } }]);
  });

  it('never sends to a school what was filed at another', async () => {
    server = away;
    await outbox('s1').submit(wish);
    await new Promise((resolve) => setTimeout(resolve, 5));
    sent = [];
    server = filed;
    await outbox('s2').sendAll();
    expect(sent).toEqual([]);
  });

  it('counts the steps that helped, once', async () => {
    server = away;
    const box = outbox();
    await box.countSelfHelp('i1');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const id = sent[0]?.input['requestId'];
    server = () => ({ done: true });
    await box.sendAll();
    expect(sent.at(-1)).toEqual({ operation: 'recordSelfHelp', input: { issueId: 'i1', requestId: id } });
    expect(await store.entries()).toEqual([]);
  });

  it('reserves codes before they run out', async () => {
    server = () => ({ day: '2026-09-01', codes: ['B-40'] });
    await outbox().fillCodes();
    expect(await store.codes.get()).toEqual({ day: '2026-09-01', codes: ['B-20', 'B-21', 'B-40'] });
  });
});
