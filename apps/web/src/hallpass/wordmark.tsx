/** A desk bell on a notched ticket. */
export function BellMark() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <path
        d="M8 4h32a4 4 0 0 1 4 4v11a5 5 0 0 0 0 10v11a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V29a5 5 0 0 0 0-10V8a4 4 0 0 1 4-4z"
        fill="#FFC247"
        stroke="#12211D"
        strokeWidth="2.5"
      />
      <path d="M13 31a11 11 0 0 1 22 0z" fill="#14664A" stroke="#12211D" strokeWidth="2.5" strokeLinejoin="round" />
      <path d="M11 35h26" stroke="#12211D" strokeWidth="3" strokeLinecap="round" />
      <path d="M24 20v-4m-3.5 0h7" stroke="#12211D" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="fb-wordmark">
      <BellMark />
      <span translate="no">Firstbell</span>
    </span>
  );
}
