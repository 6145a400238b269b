import type { Me } from '@firstbell/contracts/people';

const key = 'firstbell.desk.chosen';

/** The desk this computer stands at: the one chosen last, else the school's first. Null in a school without a desk. */
export function rememberedDesk(desks: Me['desks']): string | null {
  const kept = read();
  return desks.find((desk) => desk.id === kept)?.id ?? desks[0]?.id ?? null;
}

export function rememberChosenDesk(deskId: string): void {
  try {
    localStorage.setItem(key, deskId);
  } catch {
    // Storage can be switched off; the choice then lasts until the page closes.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
