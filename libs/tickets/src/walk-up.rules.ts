import type { Audience } from '@firstbell/contracts/issues';
import { FirstbellError, isCoach, type Actor } from '@firstbell/platform';
import { isTrainedFor, mustNotBeFrozen } from './ticket.rules.js';

export interface WalkUp {
  readonly frozenAt: Date | null;
  readonly personId: string;
  readonly issue: { readonly audience: Audience; readonly skill: string | null };
}

/** What whoever logs a walk-up could not take is not filed either, so that a refusal leaves no ticket behind. */
export function mustBeTheirsToTake(actor: Actor, { frozenAt, personId, issue }: WalkUp): void {
  mustNotBeFrozen(frozenAt);
  if (personId === actor.id) throw new FirstbellError('ticket.own', 403, 'Nobody works on their own laptop. A colleague has to log this.');
  if (issue.audience !== 'desk' && !isCoach(actor)) {
    throw new FirstbellError('issue.for_coach', 403, 'This is for the coach alone. Take the student to the coach; nothing was filed.', {
      field: 'issueId',
    });
  }
  if (!isTrainedFor(actor, issue.skill)) {
    throw new FirstbellError(
      'ticket.needs_skill',
      403,
      `This needs training in “${String(issue.skill)}”. Ask a colleague who has it to log it; nothing was filed.`,
      { field: 'issueId', facts: { skill: issue.skill } },
    );
  }
}
