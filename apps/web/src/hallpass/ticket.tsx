import type { ReactNode } from 'react';

interface TicketProps {
  readonly code: string;
  /** What stands on the stub below the perforation. */
  readonly children?: ReactNode;
  readonly look?: 'marigold' | 'quiet' | 'on-dark';
  readonly className?: string;
}

/** Every ticket number on every screen sits on this notched tear-off ticket. */
export function Ticket({ code, children, look = 'marigold', className = '' }: TicketProps) {
  return (
    <div className={`fb-ticket ${look === 'marigold' ? '' : `fb-ticket--${look}`} ${className}`}>
      <div className="fb-ticket__code fb-code" translate="no">
        {code}
      </div>
      <div className="fb-ticket__stub">{children}</div>
    </div>
  );
}
