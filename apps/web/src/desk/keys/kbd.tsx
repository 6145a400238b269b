/** A key as it stands on the keyboard. Decoration: what it does is said in words beside it. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className="desk-kbd" aria-hidden="true">
      {children}
    </kbd>
  );
}
