import { marigold, onMarigold, pine } from './paint.js';

export const questionPictures = {
  'speech-question': (
    <>
      <path
        d="M10 6.5h44a5.5 5.5 0 0 1 5.5 5.5v29a5.5 5.5 0 0 1-5.5 5.5H33L19.5 58.5v-12H10A5.5 5.5 0 0 1 4.5 41V12A5.5 5.5 0 0 1 10 6.5z"
        fill={marigold}
      />
      <path d="M25.5 20.5a6.7 6.7 0 1 1 10.2 5.7c-2.5 1.6-3.5 2.6-3.5 5M32.2 38.5v.01" stroke={onMarigold} strokeWidth="4.2" />
    </>
  ),
  'not-sure': (
    <>
      <circle cx="32" cy="32" r="26.5" fill={marigold} />
      <path d="M23 30v.01M41 30v.01" stroke={onMarigold} strokeWidth="6" />
      <path d="M25 42.5c4.5 3 10 2.5 14-.5M36.5 20c2.5-3.5 7-4 10-1.5M18 21.5c2-1.5 5-1.5 7.5 0" stroke={onMarigold} strokeWidth="3.2" />
    </>
  ),
  adult: (
    <>
      <path d="M4.5 57.5V45c0-9 6.5-14.5 16-14.5S36.5 36 36.5 45v12.5z" fill={pine} />
      <circle cx="20.5" cy="17" r="10.5" fill={pine} />
      <path d="M37 57.5v-7c0-6.5 4.5-10.5 11.25-10.5S59.5 44 59.5 50.5v7z" fill={marigold} />
      <circle cx="48.25" cy="32" r="8" fill={marigold} />
    </>
  ),
};
