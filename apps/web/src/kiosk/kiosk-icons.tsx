import type { ReactNode } from 'react';

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const BackIcon = () => (
  <Icon>
    <path className="kiosk__flip" d="M10 5l-7 7 7 7M4 12h17" />
  </Icon>
);
export const ForwardIcon = () => (
  <Icon>
    <path className="kiosk__flip" d="M14 5l7 7-7 7M20 12H3" />
  </Icon>
);
export const SpeakIcon = () => (
  <Icon>
    <path d="M4 9v6h4l6 5V4L8 9zM17.5 8.5a5 5 0 0 1 0 7M20 6a8.5 8.5 0 0 1 0 12" />
  </Icon>
);
export const LowIcon = () => (
  <Icon>
    <path d="M12 3v13M6 11l6 6 6-6M4 21h16" />
  </Icon>
);
export const HighIcon = () => (
  <Icon>
    <path d="M12 21V8M6 13l6-6 6 6M4 3h16" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="M4 12.5l5.5 5.5L20 6.5" />
  </Icon>
);
export const CloudIcon = () => (
  <Icon>
    <path d="M7 18a4.5 4.5 0 0 1-.5-8.97A6 6 0 0 1 18 10.5a3.75 3.75 0 0 1 .5 7.47M9.5 21l5-6M9.5 15l5 6" />
  </Icon>
);

/** A laptop seen from the front; with a badge dot for the student's own. */
export function LaptopDrawing({ own = false }: { readonly own?: boolean }) {
  return (
    <svg
      viewBox="0 0 64 64"
      fill="none"
      stroke="#12211D"
      strokeWidth="2.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <rect x="12" y="13" width="40" height="28" rx="3" fill={own ? '#FFC247' : '#DFECE4'} />
      <path d="M5 46h54l-3 6H8z" fill="#fff" />
      {own ? (
        <path d="M32 20l2.2 4.5 5 .7-3.6 3.5.9 4.9-4.5-2.3-4.5 2.3.9-4.9-3.6-3.5 5-.7z" fill="#14664A" />
      ) : (
        <path d="M28 24a4 4 0 1 1 5.5 3.7c-1 .5-1.5 1.1-1.5 2.3m0 4v.1" />
      )}
    </svg>
  );
}

export function NoLaptopDrawing() {
  return (
    <svg
      viewBox="0 0 64 64"
      fill="none"
      stroke="#12211D"
      strokeWidth="2.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M8 12h48a4 4 0 0 1 4 4v24a4 4 0 0 1-4 4H34L22 55V44H8a4 4 0 0 1-4-4V16a4 4 0 0 1 4-4z" fill="#fff" />
      <circle cx="20" cy="28" r="2.5" fill="#14664A" />
      <circle cx="32" cy="28" r="2.5" fill="#14664A" />
      <circle cx="44" cy="28" r="2.5" fill="#14664A" />
    </svg>
  );
}
