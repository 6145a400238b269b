import type { MailingState, MailItemState, MailReason } from '@firstbell/contracts/mailing';

export type MailingStep = 'pause' | 'resume' | 'cancel' | 'finish' | 'reopen';

/** From which states a step may be taken, and where it leads. A finished mailing runs again when a mail of it is sent anew. */
export const mailingSteps: Readonly<Record<MailingStep, { readonly from: readonly MailingState[]; readonly to: MailingState }>> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
  finish: { from: ['running'], to: 'done' },
  reopen: { from: ['done'], to: 'running' },
};

/** The mail's own name for all time: a second try carries the same, so that a receiving server can tell a repeat. */
export const messageIdOf = (itemId: string, fromAddress: string | null): string =>
  `<${itemId}@${fromAddress?.split('@')[1]?.toLowerCase() ?? 'firstbell.invalid'}>`;

/** An address SMTP can carry and that is one address: no spaces, no second one, nothing that ends a command. */
export const isMailAddress = (address: string): boolean =>
  address.length <= 254 && /^[^\s@<>(),;:"[\]\\\p{Cc}]+@[^\s@<>(),;:"[\]\\\p{Cc}]+\.[^\s@<>(),;:"[\]\\\p{Cc}.]+$/u.test(address);

/** Where a new mail begins: among the waiting, or listed as one that has no address to go to. */
export function firstState(address: string | null): { readonly state: MailItemState; readonly reason: MailReason | null } {
  if (address === null) return { state: 'bad_address', reason: 'no_address' };
  return isMailAddress(address) ? { state: 'waiting', reason: null } : { state: 'bad_address', reason: 'bad_address' };
}
