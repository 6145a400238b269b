import type { Taps } from '../feedback/feedback.rules.js';

/** An answer and who gave it, as a key that only tells one student from another. */
export interface Answer extends Taps {
  readonly student: string;
}

/** So many different students stand behind every figure an assistant sees. */
export const studentsPerRelease = 5;

export interface ReleasedFeedback {
  readonly students: number;
  /** Shares 0..1 of "yes". */
  readonly fixed: number;
  readonly explained: number;
  readonly respected: number;
}

/**
 * What an assistant may know of their feedback. Answers are added up in the order they came, and told in batches that
 * each bring five more students: a figure that moved with every answer would tell who was unhappy, and when.
 */
export function releasedFeedback(answers: readonly Answer[]): ReleasedFeedback | null {
  const seen = new Set<string>();
  let released = 0;
  for (const [index, answer] of answers.entries()) {
    if (seen.has(answer.student)) continue;
    seen.add(answer.student);
    if (seen.size % studentsPerRelease === 0) released = index + 1;
  }
  if (released === 0) return null;
  const told = answers.slice(0, released);
  const share = (question: keyof Taps) => told.filter((answer) => answer[question] === 'yes').length / told.length;
  return {
    students: new Set(told.map((answer) => answer.student)).size,
    fixed: share('fixed'),
    explained: share('explained'),
    respected: share('respected'),
  };
}
