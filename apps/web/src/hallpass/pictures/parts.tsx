import type { ReactNode } from 'react';
import { marigold, onMarigold, paper, pine } from './paint.js';

interface LaptopProps {
  readonly screen?: string;
  /** Drawn on the screen: x 12–52, y 12–44. */
  readonly children?: ReactNode;
}

/** The school laptop, open, from the front. Most pictures are this one with something the matter. */
export function Laptop({ screen = paper, children }: LaptopProps) {
  return (
    <>
      <path d="M10 46V14.5a5 5 0 0 1 5-5h34a5 5 0 0 1 5 5V46" fill={screen} />
      {children}
      <path d="M4.5 46h55v2.5a6 6 0 0 1-6 6h-43a6 6 0 0 1-6-6z" fill={pine} />
    </>
  );
}

interface BadgeProps {
  readonly x: number;
  readonly y: number;
  readonly sign: 'cross' | 'bar' | 'question';
}

const signs = {
  cross: 'M-3.6-3.6 3.6 3.6M3.6-3.6-3.6 3.6',
  bar: 'M-4.6 0h9.2',
  question: 'M-3-2.6a3.1 3.1 0 1 1 4.7 2.7C.5.9 0 1.4 0 2.4M0 6v.01',
};

/** The marigold button that says what is the matter: not working, not allowed, not known. */
export function Badge({ x, y, sign }: BadgeProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r="10.5" fill={marigold} />
      <path d={signs[sign]} stroke={onMarigold} strokeWidth="3" />
    </g>
  );
}
