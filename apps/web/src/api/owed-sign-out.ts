import { peopleOperations } from '@firstbell/contracts/people';
import { ApiError } from './api-error.js';
import { call } from './call.js';
import { noteSignedOut } from './signed-out.js';

const key = 'firstbell.sign-out-owed';
const againMs = 5_000;

/** Where storage is switched off: until the page closes. */
let owedHere = false;
let telling: Promise<boolean> | null = null;

/** From now on nobody is signed in here, whether the server has heard of it or not: only it can take the cookie away. */
export function oweSignOut(): void {
  owedHere = true;
  try {
    localStorage.setItem(key, '1');
  } catch {
    // See above.
  }
}

/** Tells the server what it is owed. False when it cannot be reached; it is told again by itself, also after a reload. */
export function tellSignOut(): Promise<boolean> {
  if (!isOwed()) return Promise.resolve(true);
  return (telling ??= tell().finally(() => (telling = null)));
}

async function tell(): Promise<boolean> {
  try {
    await call(peopleOperations.signOut, {});
  } catch (error) {
    const refused = error instanceof ApiError && error.status < 500 && error.status !== 429;
    if (!refused) {
      setTimeout(() => void tellSignOut(), againMs);
      return false;
    }
    // The session is over already.
  }
  settle();
  return true;
}

function isOwed(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return owedHere;
  }
}

function settle(): void {
  owedHere = false;
  try {
    localStorage.removeItem(key);
  } catch {
    // See above.
  }
}

// Another tab of this browser signed out: this one shows the same person.
addEventListener('storage', (event) => {
  if (event.key === key && event.newValue !== null) noteSignedOut();
});
