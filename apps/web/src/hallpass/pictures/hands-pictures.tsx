import { marigold, onMarigold, paper, pine } from './paint.js';
import { Badge } from './parts.js';

export const handsPictures = {
  keyboard: (
    <>
      <rect x="3.5" y="23" width="57" height="33" rx="6" fill={paper} />
      <path
        d="M12.5 32h.01M21 32h.01M29.5 32h.01M51.5 32h.01M12.5 40h.01M21 40h.01M29.5 40h.01M38 40h.01M51.5 40h.01M12.5 48h.01M51.5 48h.01"
        strokeWidth="5"
      />
      <path d="M21.5 48h20" strokeWidth="5" />
      <g transform="rotate(14 41 15)">
        <rect x="33" y="6" width="17" height="17" rx="4" fill={marigold} />
        <path d="M38.3 18.5l3.2-8 3.2 8M39.5 15.8h4" stroke={onMarigold} strokeWidth="2.5" />
      </g>
    </>
  ),
  touchpad: (
    <>
      <rect x="4" y="20" width="48" height="38" rx="6" fill={paper} />
      <path d="M4 47h48M28 47v11" />
      <path d="M19 7v30l7.2-6.5 4.7 10.3 6-2.7-4.7-10.3 9.8-.8z" fill={marigold} />
      <Badge x={52} y={15} sign="cross" />
    </>
  ),
  pen: (
    <>
      <rect x="4" y="10" width="46" height="48" rx="6" fill={paper} />
      <path d="M13 46c4-7 7-7 8.5-2.5s4.5 4.5 8 0" stroke={pine} strokeWidth="3.5" />
      <path d="M29 43.5l2.5-9.5L53 7.5a3.8 3.8 0 0 1 5.5-.5 3.8 3.8 0 0 1 .5 5.5L37.5 39z" fill={marigold} />
    </>
  ),
};
