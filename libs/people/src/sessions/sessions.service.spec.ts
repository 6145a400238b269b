import { describe, expect, it } from '@jest/globals';
import type { Database, EventTail, LoggedEvent, TailListener } from '@firstbell/platform';
import { SessionsService } from './sessions.service.js';
import type { SessionRow, SessionsStore } from './sessions.store.js';

const secret = 'a secret of sixteen or more';
const row = (roles: SessionRow['roles']): SessionRow => ({
  id: 'session',
  school_id: 'school',
  time_zone: 'UTC',
  left_ms: 60_000,
  seen_at: new Date(),
  person_id: 'person',
  account_id: null,
  must_change_password: false,
  must_set_up_second_factor: false,
  roles,
  skills: [],
  station_id: null,
  station_kind: null,
  desk_id: null,
});

describe('who is remembered', () => {
  it('is not what was read before the event log told of a change and answered after it', async () => {
    const listeners: TailListener[] = [];
    const reads: ((read: SessionRow) => void)[] = [];
    const store = { byHash: () => new Promise<SessionRow>((read) => reads.push(read)) } as unknown as SessionsStore;
    const tail = { subscribe: (listener: TailListener) => listeners.push(listener) } as unknown as EventTail;
    const sessions = new SessionsService({} as Database, store, tail);
    sessions.onModuleInit();
    const rolesOf = async () => {
      const actor = await sessions.actorOf(secret);
      return actor?.kind === 'person' ? actor.roles : null;
    };

    const under = rolesOf();
    const changed = { type: 'person.roles_changed', subjectId: 'person' } as LoggedEvent;
    for (const listener of listeners) await listener([changed], '');
    reads[0]?.(row(['assistant']));
    expect(await under).toEqual(['assistant']);

    const next = rolesOf();
    expect(reads).toHaveLength(2);
    reads[1]?.(row(['student']));
    expect(await next).toEqual(['student']);
    expect(await rolesOf()).toEqual(['student']);
  });

  it('is nobody any more at a school that begins to demand a second factor, whichever process was told to', async () => {
    const listeners: TailListener[] = [];
    let demands = false;
    const byHash = () => Promise.resolve({ ...row(['coach']), must_set_up_second_factor: demands });
    const tail = { subscribe: (listener: TailListener) => listeners.push(listener) } as unknown as EventTail;
    const sessions = new SessionsService({} as Database, { byHash } as unknown as SessionsStore, tail);
    sessions.onModuleInit();
    const mustSetUp = async () => {
      const actor = await sessions.actorOf(secret);
      return actor?.kind === 'person' && actor.mustSetUpSecondFactor;
    };
    expect(await mustSetUp()).toBe(false);
    demands = true;
    expect(await mustSetUp()).toBe(false);
    const changed = { type: 'second_factor.demand_changed', schoolId: 'school', subjectId: 'school' } as LoggedEvent;
    for (const listener of listeners) await listener([changed], '');
    expect(await mustSetUp()).toBe(true);
  });
});
