import type { ButtonHTMLAttributes, ReactNode } from 'react';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'marigold';
  readonly large?: boolean;
  /** Not possible now. It keeps its place in the tab order, so that nobody loses their way. */
  readonly off?: boolean;
  readonly children: ReactNode;
}

export function Button({ look = 'primary', large = false, off = false, className, onClick, type = 'button', ...rest }: ButtonProps) {
  const classes = ['fb-button', look === 'primary' ? '' : `fb-button--${look}`, large ? 'fb-button--large' : '', className ?? ''];
  return (
    <button
      {...rest}
      type={type}
      className={classes.filter(Boolean).join(' ')}
      aria-disabled={off || undefined}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}
