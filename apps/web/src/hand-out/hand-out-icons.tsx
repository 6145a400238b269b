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

export const CheckIcon = () => (
  <Icon>
    <path d="M5 12.5l4.5 4.5L19 7" strokeWidth="3.2" />
  </Icon>
);
export const SkippedIcon = () => (
  <Icon>
    <path d="M6 12h12" strokeWidth="3.2" />
  </Icon>
);
export const WaitingIcon = () => (
  <Icon>
    <path d="M12 7v5.5l3.5 2" />
    <circle cx="12" cy="12" r="9" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <path d="M12 6.5v7M12 17.6v.1" strokeWidth="3.2" />
  </Icon>
);
export const CloudOffIcon = () => (
  <Icon>
    <path d="M7 18h10.5a4 4 0 0 0 .6-8A6 6 0 0 0 7 8.4 4.8 4.8 0 0 0 7 18zM4 3l16 18" />
  </Icon>
);
export const StopIcon = () => (
  <Icon>
    <path d="M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM12 7.5v6M12 16.8v.1" />
  </Icon>
);
export const ChargerIcon = () => (
  <Icon>
    <path d="M9 3v5M15 3v5M6.5 8h11v3a5.5 5.5 0 0 1-11 0zM12 16.5V21" />
  </Icon>
);
export const CaseIcon = () => (
  <Icon>
    <path d="M4 8h16v11H4zM9 8V5h6v3M4 13h16" />
  </Icon>
);
export const AgreementIcon = () => (
  <Icon>
    <path d="M6 3h9l4 4v14H6zM9.5 12h6M9.5 8h3M9.5 16.5c1.5-2 2.5 1.5 4 0 .8-.8 1.3-.8 2 0" />
  </Icon>
);

/** A laptop with a bar code on its lid, waiting for the scanner's light. */
export function LaptopDrawing() {
  return (
    <svg className="ho-laptop" viewBox="0 0 320 220" aria-hidden="true">
      <rect x="52" y="16" width="216" height="144" rx="16" fill="#12211D" transform="translate(0 6)" />
      <rect x="52" y="16" width="216" height="144" rx="16" fill="#fff" stroke="#12211D" strokeWidth="5" />
      <rect x="96" y="52" width="128" height="74" rx="10" fill="#FFC247" stroke="#12211D" strokeWidth="4" />
      <path
        d="M112 68v42M120 68v42M132 68v42M140 68v42M154 68v42M160 68v42M172 68v42M186 68v42M194 68v42M208 68v42"
        stroke="#12211D"
        strokeWidth="5"
      />
      <path
        d="M20 170h280l-14 26a14 14 0 0 1-12 8H46a14 14 0 0 1-12-8z"
        fill="#14664A"
        stroke="#12211D"
        strokeWidth="5"
        strokeLinejoin="round"
      />
      <path d="M132 170h56v6a8 8 0 0 1-8 8h-40a8 8 0 0 1-8-8z" fill="#FBF5E9" stroke="#12211D" strokeWidth="4" />
      <path className="ho-laptop__beam" d="M82 89h156" stroke="#B3261E" strokeWidth="5" strokeLinecap="round" />
    </svg>
  );
}
