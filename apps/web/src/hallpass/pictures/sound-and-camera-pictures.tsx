import { marigold, onMarigold, paper, pine } from './paint.js';
import { Badge } from './parts.js';

export const soundAndCameraPictures = {
  'speaker-off': (
    <>
      <path d="M5 24.5a3 3 0 0 1 3-3h9L32.5 9v46L17 42.5H8a3 3 0 0 1-3-3z" fill={pine} />
      <Badge x={48.5} y={32} sign="cross" />
    </>
  ),
  headphones: (
    <>
      <path d="M9 38v-7a23 23 0 0 1 46 0v7" strokeWidth="3.2" />
      <rect x="5" y="35" width="14" height="22" rx="6" fill={marigold} />
      <rect x="45" y="35" width="14" height="22" rx="6" fill={marigold} />
    </>
  ),
  'camera-microphone': (
    <>
      <path d="M23 40v9M12 52.5h18" />
      <circle cx="23" cy="23" r="18" fill={paper} />
      <circle cx="23" cy="23" r="9" fill={marigold} />
      <circle cx="23" cy="23" r="2.5" fill={onMarigold} stroke="none" />
      <path d="M35.5 42a11.5 11.5 0 0 0 23 0M47 53.5v5" />
      <rect x="40.5" y="24" width="13" height="23" rx="6.5" fill={pine} />
    </>
  ),
  camera: (
    <>
      <path d="M5 23a5 5 0 0 1 5-5h9.5l4-7.5h17l4 7.5H54a5 5 0 0 1 5 5v26a5 5 0 0 1-5 5H10a5 5 0 0 1-5-5z" fill={pine} />
      <circle cx="32" cy="35.5" r="12" fill={marigold} />
      <circle cx="32" cy="35.5" r="3.5" fill={onMarigold} stroke="none" />
    </>
  ),
  microphone: (
    <>
      <path d="M13.5 29a18.5 18.5 0 0 0 37 0M32 47.5V57M21.5 57.5h21" />
      <rect x="22" y="5" width="20" height="33" rx="10" fill={marigold} />
      <path d="M22 17.5h7M22 24.5h7" />
    </>
  ),
};
