import type { ReactNode } from 'react';

interface LineIconProps {
  /** In pixels of the page. */
  readonly size?: number;
  readonly strokeWidth?: number;
  /** Shapes on a field of 24 × 24. */
  readonly children: ReactNode;
}

/** A picture of lines in the colour of the text beside it, which says the same. */
export function LineIcon({ size = 20, strokeWidth = 2, children }: LineIconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      strokeLinecap="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
