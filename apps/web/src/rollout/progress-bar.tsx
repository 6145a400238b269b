import { Progress } from '@mantine/core';

interface ProgressBarProps {
  readonly done: number;
  readonly of: number;
  readonly label: string;
  readonly size?: 'md' | 'xl';
}

/** What is done of all; the numbers stand beside it. */
export function ProgressBar({ done, of, label, size = 'md' }: ProgressBarProps) {
  return <Progress value={of === 0 ? 0 : (done / of) * 100} color="pine" size={size} aria-label={label} className="rollout-bar" />;
}
