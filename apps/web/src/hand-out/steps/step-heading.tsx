import { type ReactNode, useEffect, useRef } from 'react';

/** What is to be done now. It takes the focus when the step changes, so that a screen reader says it. */
export function StepHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1} className="ho-step__title">
      {children}
    </h1>
  );
}
