import type { StationKind } from '@firstbell/contracts/people';

/** A kiosk is a touch screen on a stand, a board hangs on the wall. Silent: the word stands beside it. */
export function StationDrawing({ kind }: { readonly kind: StationKind }) {
  return (
    <svg
      viewBox="0 0 64 64"
      width="56"
      height="56"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="stations__drawing"
    >
      {kind === 'kiosk' ? (
        <>
          <rect x="14" y="6" width="36" height="34" rx="4" fill="var(--fb-marigold)" stroke="var(--stations-edge)" />
          <path d="M20 16h10M20 24h10M36 16h8M36 24h8M20 32h24" stroke="#12211d" />
          <path d="M32 40v12M20 58h24l-5-6H25z" />
        </>
      ) : (
        <>
          <path d="M22 4l10 6 10-6" />
          <rect x="4" y="10" width="56" height="38" rx="4" fill="var(--stations-board)" />
          <rect x="11" y="18" width="18" height="12" rx="2" fill="var(--fb-marigold)" stroke="none" />
          <rect x="11" y="34" width="18" height="7" rx="2" fill="var(--fb-marigold)" stroke="none" />
          <path d="M37 20h15M37 28h15M37 36h10" stroke="#fbf5e9" />
        </>
      )}
    </svg>
  );
}
