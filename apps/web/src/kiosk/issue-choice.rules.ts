import type { Issue } from '@firstbell/contracts/issues';

export interface IssueChoices {
  /** In the order of the catalogue. */
  readonly listed: readonly Issue[];
  /** "I'm not sure" and "talk to an adult" are always an answer, whatever else is open. */
  readonly notSure: Issue | undefined;
  /** What a ticket for an adult is filed under; undefined while there is no catalogue. */
  readonly forAnAdult: Issue | undefined;
}

/** What it is about is between student and adult; the catalogue only needs something to file it under. */
export function choicesOf(issues: readonly Issue[]): IssueChoices {
  const notSure = issues.find((issue) => issue.picture === 'not-sure');
  return {
    listed: issues.filter((issue) => issue.picture !== 'not-sure' && issue.picture !== 'adult'),
    notSure,
    forAnAdult: issues.find((issue) => issue.picture === 'adult') ?? notSure ?? issues[0],
  };
}

/** What comes once an issue was chosen, with the steps to try in the visitor's language; null when it is filed at once. */
export function afterChoosing(issue: Issue, steps: readonly string[]): 'describe' | 'self-help' | null {
  if (issue.picture === 'not-sure') return 'describe';
  return steps.length > 0 ? 'self-help' : null;
}
