import { marigold, paper, pine } from './paint.js';
import { Laptop } from './parts.js';

export const softwarePictures = {
  hourglass: (
    <Laptop>
      <path d="M23 15.5h18M23 41h18" strokeWidth="3.2" />
      <path d="M25 15.5v3.5c0 4.5 5.5 6 5.5 9.25S25 33 25 37.5V41h14v-3.5c0-4.5-5.5-6-5.5-9.25S39 23.5 39 19v-3.5z" fill={marigold} />
    </Laptop>
  ),
  update: (
    <Laptop>
      <path d="M32 15v12.5m-6-5.5l6 6 6-6" strokeWidth="3.2" />
      <rect x="17.5" y="33.5" width="29" height="7" rx="3.5" fill={paper} />
      <path d="M17.5 37a3.5 3.5 0 0 1 3.5-3.5h12v7H21a3.5 3.5 0 0 1-3.5-3.5z" fill={marigold} />
    </Laptop>
  ),
  'app-missing': (
    <>
      <rect x="5.5" y="5.5" width="23" height="23" rx="6" fill={pine} />
      <rect x="35.5" y="5.5" width="23" height="23" rx="6" fill={paper} />
      <rect x="5.5" y="35.5" width="23" height="23" rx="6" fill={marigold} />
      <rect x="35.5" y="35.5" width="23" height="23" rx="6" strokeDasharray="5 4.6" />
      <path d="M43.5 43.5a3.7 3.7 0 1 1 5.6 3.2c-1.5.9-2 1.5-2 2.8M47.1 53.5v.01" strokeWidth="3" />
    </>
  ),
  'folder-search': (
    <>
      <path
        d="M4.5 14a4.5 4.5 0 0 1 4.5-4.5h13.5l6 7H51a4.5 4.5 0 0 1 4.5 4.5v26a4.5 4.5 0 0 1-4.5 4.5H9A4.5 4.5 0 0 1 4.5 47z"
        fill={marigold}
      />
      <path d="M49.5 50l9.5 9.5" strokeWidth="5" />
      <circle cx="42" cy="42.5" r="11" fill={paper} />
    </>
  ),
  printer: (
    <>
      <path d="M17 24V7.5h30V24" fill={paper} />
      <rect x="5" y="22" width="54" height="25" rx="6" fill={pine} />
      <path d="M50 30.5v.01" stroke={marigold} strokeWidth="5.5" />
      <path d="M16.5 38h31v17a2.5 2.5 0 0 1-2.5 2.5H19a2.5 2.5 0 0 1-2.5-2.5z" fill={paper} />
      <path d="M24 45h16M24 51h10" />
    </>
  ),
};
