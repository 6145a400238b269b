import type { Issue } from '@firstbell/contracts/issues';
import type { Me } from '@firstbell/contracts/people';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { CodeBlock } from '../kiosk/outbox/code-block.rules.js';
import type { OutboxEntry } from '../kiosk/outbox/outbox.rules.js';

/** What a station must still know when it is switched on without a network. */
interface Kept {
  me: Me;
  issues: readonly Issue[];
  codes: CodeBlock;
}

interface StationSchema extends DBSchema {
  outbox: { key: string; value: OutboxEntry };
  kept: { key: string; value: Kept[keyof Kept] };
}

export interface StationStore {
  entries(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
  me: Slot<Me>;
  issues: Slot<readonly Issue[]>;
  codes: Slot<CodeBlock>;
}

interface Slot<T> {
  get(): Promise<T | null>;
  set(value: T): Promise<void>;
  clear(): Promise<void>;
}

/** IndexedDB; where a browser withholds it (private windows), memory, which lasts until the page closes. */
export async function openStationStore(): Promise<StationStore> {
  try {
    return onDisk(
      await openDB<StationSchema>('firstbell-station', 1, {
        upgrade: (database) => {
          database.createObjectStore('outbox', { keyPath: 'id' });
          database.createObjectStore('kept');
        },
      }),
    );
  } catch {
    return inMemory();
  }
}

function onDisk(database: IDBPDatabase<StationSchema>): StationStore {
  // Each slot is written only through its own typed setter, so what comes out is what its setter put in.
  const slot = <T extends Kept[keyof Kept]>(key: keyof Kept, is: (value: Kept[keyof Kept]) => value is T): Slot<T> => ({
    get: async () => {
      const value = await database.get('kept', key);
      return value !== undefined && is(value) ? value : null;
    },
    set: async (value) => void (await database.put('kept', value, key)),
    clear: () => database.delete('kept', key),
  });
  return {
    entries: () => database.getAll('outbox'),
    put: async (entry) => void (await database.put('outbox', entry)),
    remove: (id) => database.delete('outbox', id),
    me: slot('me', isMe),
    issues: slot('issues', isIssues),
    codes: slot('codes', isCodes),
  };
}

const isMe = (value: Kept[keyof Kept]): value is Me => 'kind' in value;
const isIssues = (value: Kept[keyof Kept]): value is readonly Issue[] => Array.isArray(value);
const isCodes = (value: Kept[keyof Kept]): value is CodeBlock => 'codes' in value;

function inMemory(): StationStore {
  const outbox = new Map<string, OutboxEntry>();
  const slot = <T>(): Slot<T> => {
    let held: T | null = null;
    return {
      get: () => Promise.resolve(held),
      set: (value) => Promise.resolve(void (held = value)),
      clear: () => Promise.resolve(void (held = null)),
    };
  };
  return {
    entries: () => Promise.resolve([...outbox.values()]),
    put: (entry) => Promise.resolve(void outbox.set(entry.id, entry)),
    remove: (id) => Promise.resolve(void outbox.delete(id)),
    me: slot(),
    issues: slot(),
    codes: slot(),
  };
}

let opening: Promise<StationStore> | null = null;
export const stationStore = (): Promise<StationStore> => (opening ??= openStationStore());
