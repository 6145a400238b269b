/** A ticket's code on its small notched ticket; the fill repeats what the state's word says. */
export function CodeTicket({ code, fill = 'marigold' }: { readonly code: string; readonly fill?: 'marigold' | 'plain' }) {
  return (
    <span className="desk-code fb-code" data-fill={fill} translate="no">
      <svg viewBox="0 0 76 28" aria-hidden="true" focusable="false">
        <path d="M5 1h66a4 4 0 0 1 4 4v4.5a4.5 4.5 0 0 0 0 9V23a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4v-4.5a4.5 4.5 0 0 0 0-9V5a4 4 0 0 1 4-4z" />
      </svg>
      <span>{code}</span>
    </span>
  );
}
