import type { Me } from '@firstbell/contracts/people';
import { type DBSchema, openDB } from 'idb';
import type { KeptCohort } from './cohort/cohort.rules.js';
import type { HandOutEntry } from './outbox/hand-out-entry.rules.js';

interface HandOutSchema extends DBSchema {
  outbox: { key: string; value: HandOutEntry };
  me: { key: 'me'; value: Me };
  cohort: { key: 'cohort'; value: KeptCohort };
}

/** What a hand-out station keeps on its computer: what was recorded and not sent, who is signed in, who is expected. */
export interface HandOutStore {
  entries(): Promise<HandOutEntry[]>;
  put(entry: HandOutEntry): Promise<void>;
  remove(id: string): Promise<void>;
  me(): Promise<Me | null>;
  keepMe(me: Me): Promise<void>;
  cohort(): Promise<KeptCohort | null>;
  keepCohort(cohort: KeptCohort): Promise<void>;
  /** Signed out: nobody's name stays behind but of what is still to be sent. */
  forgetPeople(): Promise<void>;
}

/** IndexedDB; where a browser withholds it (private windows), memory, which lasts until the page closes. */
export async function openHandOutStore(): Promise<HandOutStore> {
  try {
    const database = await openDB<HandOutSchema>('firstbell-hand-out', 1, {
      upgrade: (made) => {
        made.createObjectStore('outbox', { keyPath: 'id' });
        made.createObjectStore('me');
        made.createObjectStore('cohort');
      },
    });
    return {
      entries: () => database.getAll('outbox'),
      put: async (entry) => void (await database.put('outbox', entry)),
      remove: (id) => database.delete('outbox', id),
      me: async () => (await database.get('me', 'me')) ?? null,
      keepMe: async (me) => void (await database.put('me', me, 'me')),
      cohort: async () => (await database.get('cohort', 'cohort')) ?? null,
      keepCohort: async (cohort) => void (await database.put('cohort', cohort, 'cohort')),
      forgetPeople: async () => void (await Promise.all([database.clear('me'), database.clear('cohort')])),
    };
  } catch {
    return inMemory();
  }
}

function inMemory(): HandOutStore {
  const outbox = new Map<string, HandOutEntry>();
  let kept: { me: Me | null; cohort: KeptCohort | null } = { me: null, cohort: null };
  return {
    entries: () => Promise.resolve([...outbox.values()]),
    put: (entry) => Promise.resolve(void outbox.set(entry.id, entry)),
    remove: (id) => Promise.resolve(void outbox.delete(id)),
    me: () => Promise.resolve(kept.me),
    keepMe: (me) => Promise.resolve(void (kept = { ...kept, me })),
    cohort: () => Promise.resolve(kept.cohort),
    keepCohort: (cohort) => Promise.resolve(void (kept = { ...kept, cohort })),
    forgetPeople: () => Promise.resolve(void (kept = { me: null, cohort: null })),
  };
}

let opening: Promise<HandOutStore> | null = null;
export const handOutStore = (): Promise<HandOutStore> => (opening ??= openHandOutStore());
