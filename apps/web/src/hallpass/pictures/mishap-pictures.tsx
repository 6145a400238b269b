import { marigold, paper, pine } from './paint.js';
import { Badge } from './parts.js';

export const mishapPictures = {
  'laptop-lost': (
    <>
      <path d="M10 46V14.5a5 5 0 0 1 5-5h34a5 5 0 0 1 5 5V46M4.5 46h55v2.5a6 6 0 0 1-6 6h-43a6 6 0 0 1-6-6z" strokeDasharray="5 5.2" />
      <Badge x={32} y={28} sign="question" />
    </>
  ),
  spill: (
    <>
      <path d="M54.5 48 60 22" strokeWidth="9" />
      <path d="M54.5 48 60 22" stroke={pine} strokeWidth="3.6" />
      <path d="M28.5 29c6 0 8 3.5 8 9v6h7v-7.5c0-9-3-15.5-11-17.5z" fill={marigold} />
      <g transform="translate(19 18.5) rotate(110)">
        <path d="M-12-15.5h24L8.5 15h-17z" fill={paper} />
        <path d="M12-15.5H-7L10.5-.5z" fill={marigold} />
      </g>
      <path d="M4.5 48h52v1.5a6 6 0 0 1-6 6h-40a6 6 0 0 1-6-6z" fill={pine} />
      <path d="M25 48.5c0-3.5 3.5-5 7-5h15c3.5 0 6.5 1.5 6.5 5z" fill={marigold} />
      <path d="M24.5 38.5v.01M49 36.5v.01" strokeWidth="4" />
    </>
  ),
  wrench: (
    <>
      <path d="M8 56l24-24" strokeWidth="9" />
      <path d="M8 56l24-24" stroke={pine} strokeWidth="3.5" />
      <path d="M36 30a13 13 0 0 1 17-17l-8 8 1 4 4 1 8-8a13 13 0 0 1-17 17z" fill={marigold} />
    </>
  ),
};
