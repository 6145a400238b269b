import { marigold, onMarigold, paper, pine } from './paint.js';
import { Badge, Laptop } from './parts.js';

export const powerPictures = {
  'power-off': (
    <Laptop screen={onMarigold}>
      <path d="M25.8 21.5a9.2 9.2 0 1 0 12.4 0M32 16v9.5" stroke={marigold} strokeWidth="3.6" />
    </Laptop>
  ),
  plug: (
    <>
      <path d="M20.5 41v3.5c0 5 3 8 8 8H40" />
      <path d="M13.5 20V8.5M27.5 20V8.5" strokeWidth="4" />
      <path d="M6.5 20h28v8a13 13 0 0 1-13 13h-2a13 13 0 0 1-13-13z" fill={pine} />
      <path d="M52.5 5 41 20.5h7.5L45 33l14.5-16.5h-8L56 5z" fill={marigold} />
      <Badge x={50} y={50} sign="cross" />
    </>
  ),
  'battery-low': (
    <>
      <path d="M54 25.5h2.5a4 4 0 0 1 4 4v5a4 4 0 0 1-4 4H54z" fill={pine} />
      <rect x="4" y="16" width="50" height="32" rx="6" fill={paper} />
      <rect x="10.5" y="22.5" width="8.5" height="19" rx="2" fill={marigold} />
      <path d="M46 32H27m7.5-7.5L27 32l7.5 7.5" strokeWidth="3.2" />
    </>
  ),
  'charger-lost': (
    <>
      <path d="M20 17V8M34 17V8" strokeWidth="4" />
      <rect x="8" y="17" width="38" height="27" rx="7" fill={pine} />
      <path d="M18 44v4.5a8.5 8.5 0 0 0 8.5 8.5H58" />
      <Badge x={48} y={39} sign="question" />
    </>
  ),
};
