import { marigold, onMarigold, paper, pine } from './paint.js';
import { Laptop } from './parts.js';

export const screenPictures = {
  'screen-cracked': (
    <Laptop screen={marigold}>
      <path d="M43 9.5 36.5 18l5 5.5L31 30l4 6-6 10" stroke={onMarigold} strokeWidth="3.2" />
      <path d="M36.5 18 28 16.5 22.5 20M41.5 23.5 48 25.5l6-2.5M31 30l-8-.5-5.5 5M35 36l7.5 1 3 4" stroke={onMarigold} strokeWidth="2.5" />
    </Laptop>
  ),
  'screen-turned': (
    <Laptop>
      <g transform="translate(25 28) rotate(90)">
        <path d="M-8.5 9 0-9.5 8.5 9M-5.3 3h10.6" stroke={pine} strokeWidth="4" />
      </g>
      <path d="M40.5 18.5a11 11 0 0 1 1.5 17.5" strokeWidth="3.2" />
      <path d="M48 36.5h-6.5V30" strokeWidth="3.2" />
    </Laptop>
  ),
  projector: (
    <>
      <path d="M13 48v6.5M37 48v6.5" strokeWidth="4" />
      <rect x="4" y="17" width="42" height="31" rx="7" fill={pine} />
      <path d="M11 26h7M11 32.5h7M11 39h7" stroke={paper} />
      <circle cx="32.5" cy="32.5" r="10" fill={marigold} />
      <circle cx="32.5" cy="32.5" r="3" fill={onMarigold} stroke="none" />
      <path d="M51.5 22l7.5-6M52.5 32.5h8M51.5 43l7.5 6" />
    </>
  ),
  hinge: (
    <>
      <g transform="rotate(-12 12 44)">
        <path d="M13 43V18.5a4.5 4.5 0 0 1 4.5-4.5H48a4.5 4.5 0 0 1 4.5 4.5V43z" fill={paper} />
      </g>
      <path d="M4.5 48h55v1.5a6 6 0 0 1-6 6h-43a6 6 0 0 1-6-6z" fill={pine} />
      <circle cx="53" cy="39.5" r="4" fill={marigold} />
    </>
  ),
};
