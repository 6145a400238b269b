import type { Push } from '../management/device-management.js';

/** After so many failures in a row, hours after the first, a person has to look. */
export const failuresAllowed = 12;
const firstRestSeconds = 10;
const longestRestSeconds = 30 * 60;
/** While the account of a student is still being made. */
const accountRestSeconds = 5 * 60;

/** Where a check-out stands with the provider after a push. */
export type SyncStep =
  | { readonly state: 'done'; readonly providerId: string | null }
  | { readonly state: 'due'; readonly inSeconds: number; readonly failures: number; readonly reason: string }
  /** It is no fault of this check-out: it stays due, and the whole school waits. */
  | { readonly state: 'paused'; readonly seconds: number; readonly code: string; readonly reason: string }
  | { readonly state: 'needs_person'; readonly code: string; readonly reason: string };

/** `failures` before this push. Waiting because the provider asked for it is no failure and never runs out. */
export function afterPush(push: Push, failures: number): SyncStep {
  switch (push.kind) {
    case 'done':
      return { state: 'done', providerId: push.providerId };
    case 'needs-person':
      return { state: 'needs_person', code: push.code, reason: push.why };
    case 'wait':
      return { state: 'paused', seconds: push.seconds, code: push.code, reason: push.why };
    case 'try-again': {
      const now = failures + 1;
      if (now >= failuresAllowed)
        return { state: 'needs_person', code: 'gave_up', reason: `Tried ${now} times, the last time with: ${push.why}` };
      return { state: 'due', inSeconds: Math.min(firstRestSeconds * 2 ** failures, longestRestSeconds), failures: now, reason: push.why };
    }
  }
}

/** Under which name the provider knows the student, or what to do while there is none. */
export function signInNameOf(person: {
  readonly address: string | null;
  readonly accountComing: boolean;
  readonly name: string;
}): string | SyncStep {
  if (person.address !== null) return person.address;
  return person.accountComing
    ? { state: 'due', inSeconds: accountRestSeconds, failures: 0, reason: `The account of ${person.name} is not ready yet.` }
    : {
        state: 'needs_person',
        code: 'no_account',
        reason: `${person.name} has neither an account nor an e-mail address, so the provider cannot be told. Make the account, then try again.`,
      };
}
