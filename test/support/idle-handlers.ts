import type { JobOutcome } from '@firstbell/contracts/jobs';
import type { JobHandlers } from '@firstbell/platform';

const nothing = (): Promise<JobOutcome> => Promise.resolve({ kind: 'done' });

/** A handler for every job, none of which does anything; a test puts its own over the one it is about. */
export const idleHandlers: JobHandlers = {
  'lease.sweep': nothing,
  'hold.sweep': nothing,
  'duty.sweep': nothing,
  'bell.ring': nothing,
  'line.statistics': nothing,
  'reviews.sample': nothing,
  'roster.import': nothing,
  'devices.import': nothing,
  'checkout.sync': nothing,
  'account.provision': nothing,
  'account.suspend': nothing,
  'loaner.remind': nothing,
  'cart.prompt': nothing,
  'sessions.retention': nothing,
  'events.retention': nothing,
  'words.retention': nothing,
  'mailing.send': nothing,
  'credential.deliver': nothing,
};
