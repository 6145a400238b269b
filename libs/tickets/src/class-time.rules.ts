import type { HoldReason } from '@firstbell/contracts/tickets';
import { FirstbellError } from '@firstbell/platform';

/** When a student who goes to class now is awaited again: at the bell, or after the minutes they said. */
export function classEnd(now: Date, bell: Date | null, minutes: number | undefined): Date {
  if (minutes !== undefined) return new Date(now.getTime() + minutes * 60_000);
  if (bell !== null) return bell;
  throw new FirstbellError('class.no_period', 422, 'No period is running now. Say for how many minutes the place is to be kept.', {
    field: 'minutes',
  });
}

/** A laptop that is ready, or waits for a part, waits with or without its student: there is no turn of theirs to keep. */
export function mustAwaitStudent(reason: HoldReason | null, code: string): void {
  if (reason === null || reason === 'trying_self_help' || reason === 'student_in_class') return;
  throw new FirstbellError(
    'ticket.not_in_line',
    409,
    `${code} does not wait for its student to be served, so it cannot be kept for them.`,
    {
      facts: { code, reason },
    },
  );
}
