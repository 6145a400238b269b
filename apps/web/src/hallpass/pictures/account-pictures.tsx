import { marigold, onMarigold, paper, pine } from './paint.js';
import { Badge, Laptop } from './parts.js';

export const accountPictures = {
  'key-question': (
    <>
      <g transform="translate(20 23) rotate(42)">
        <path d="M9-4.2h33.5a2 2 0 0 1 2 2v11H38V4.2h-4.5v4h-6.5v-4H9" fill={marigold} />
        <circle r="13" fill={marigold} />
        <circle cx="-2" r="4" fill={paper} />
      </g>
      <path d="M42.5 13.5a6.7 6.7 0 1 1 10.2 5.7c-2.5 1.6-3.5 2.8-3.5 5.3M49.2 31.5v.01" stroke={pine} strokeWidth="4.2" />
    </>
  ),
  padlock: (
    <Laptop>
      <path d="M25.5 26v-3.5a6.5 6.5 0 0 1 13 0V26" />
      <rect x="21.5" y="26" width="21" height="14" rx="3.5" fill={marigold} />
      <path d="M32 32v2.5" stroke={onMarigold} strokeWidth="3.5" />
    </Laptop>
  ),
  shield: (
    <>
      <path d="M32 5.5c6 4.5 13 6.5 21 7v17.5c0 14-8.5 23.5-21 28.5-12.5-5-21-14.5-21-28.5V12.5c8-.5 15-2.5 21-7z" fill={pine} />
      <path d="M32 43.5c-7-4.5-12-8.7-12-14.5a6.4 6.4 0 0 1 12-3.2A6.4 6.4 0 0 1 44 29c0 5.8-5 10-12 14.5z" fill={marigold} />
    </>
  ),
  'wifi-off': (
    <>
      <Laptop>
        <path d="M19 25.5a18.5 18.5 0 0 1 26 0M25 32a10 10 0 0 1 14 0" strokeWidth="3.2" />
        <path d="M32 38.8v.01" strokeWidth="5" />
      </Laptop>
      <Badge x={51} y={13.5} sign="cross" />
    </>
  ),
  'globe-blocked': (
    <>
      <circle cx="29" cy="29" r="23.5" fill={pine} />
      <path
        d="M7.5 22h43M7.5 36h43M29 7c6.5 6 9.5 13.5 9.5 22s-3 16-9.5 22c-6.5-6-9.5-13.5-9.5-22S22.5 13 29 7z"
        stroke={paper}
        strokeWidth="2.5"
      />
      <circle cx="29" cy="29" r="23.5" />
      <Badge x={49} y={48} sign="bar" />
    </>
  ),
};
