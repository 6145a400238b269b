import { useSyncExternalStore } from 'react';

/** How this person likes the desk on this computer. */
export interface DeskSettings {
  readonly singleKeys: boolean;
  readonly sound: boolean;
  readonly notify: boolean;
}

const key = 'firstbell.desk';
const fresh: DeskSettings = { singleKeys: true, sound: false, notify: false };

const listeners = new Set<() => void>();
let settings: DeskSettings | null = null;

function read(): DeskSettings {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? { ...fresh, ...onlyFlags(kept) } : fresh;
  } catch {
    return fresh;
  }
}

function onlyFlags(kept: object): Partial<DeskSettings> {
  return Object.fromEntries(Object.entries(kept).filter(([name, value]) => name in fresh && typeof value === 'boolean'));
}

const current = (): DeskSettings => (settings ??= read());

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setDeskSettings(part: Partial<DeskSettings>): void {
  settings = { ...current(), ...part };
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // Storage can be switched off; the choice then lasts until the page closes.
  }
  listeners.forEach((listener) => listener());
}

export const useDeskSettings = (): DeskSettings => useSyncExternalStore(subscribe, current);
