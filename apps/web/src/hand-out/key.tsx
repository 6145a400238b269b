/** A key as it stands on the keyboard. Decoration: the button it stands on says what it does. */
export function Key({ children }: { readonly children: string }) {
  return (
    <kbd className="ho-key" aria-hidden="true" translate="no">
      {children}
    </kbd>
  );
}
