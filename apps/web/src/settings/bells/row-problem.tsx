import type { ReactNode } from 'react';

/** What is wrong with a row, under it. */
export function RowProblem({ id, problem }: { readonly id: string; readonly problem: ReactNode }) {
  if (problem === undefined || problem === null) return null;
  return (
    <p className="settings-error settings-bells__problem" role="alert" id={id}>
      {problem}
    </p>
  );
}
