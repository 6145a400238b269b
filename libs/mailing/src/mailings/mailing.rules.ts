import type { MailingState, MailItemState } from '@firstbell/contracts/mailing';

export type MailingStep = 'pause' | 'resume' | 'cancel' | 'finish' | 'reopen';

/** From which states a step may be taken, and where it leads. A finished mailing runs again when a mail of it is sent anew. */
export const mailingSteps: Readonly<Record<MailingStep, { readonly from: readonly MailingState[]; readonly to: MailingState }>> = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
  finish: { from: ['running'], to: 'done' },
  reopen: { from: ['done'], to: 'running' },
};

export const isOver = (state: MailingState): boolean => state === 'done' || state === 'cancelled';

/** States in which a mail still may go out by itself. */
export const isUnderWay = (state: MailItemState): boolean => state === 'waiting' || state === 'sending';

/** The mail's own name for all time: a second try carries the same, so that a receiving server can tell a repeat. */
export const messageIdOf = (itemId: string, fromAddress: string | null): string =>
  `<${itemId}@${fromAddress?.split('@')[1]?.toLowerCase() ?? 'firstbell.invalid'}>`;

/** An address SMTP can carry and that is one address: no spaces, no second one, nothing that ends a command. */
export const isMailAddress = (address: string): boolean =>
  address.length <= 254 && /^[^\s@<>(),;:"[\]\\\p{Cc}]+@[^\s@<>(),;:"[\]\\\p{Cc}]+\.[^\s@<>(),;:"[\]\\\p{Cc}.]+$/u.test(address);
