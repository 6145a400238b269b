/** Plain-HTTP pages and some school policies have no notifications. */
export const canNotify = (): boolean =>
  typeof Notification !== 'undefined' && window.isSecureContext && Notification.permission !== 'denied';

/** A message outside the tab; silent when not allowed. A click brings the desk to the front. */
export function notify(message: string, tag: string): void {
  if (!canNotify() || Notification.permission !== 'granted') return;
  try {
    const shown = new Notification('Firstbell', { body: message, tag });
    shown.onclick = () => {
      window.focus();
      shown.close();
    };
  } catch {
    // Android has no page notifications; the warning on the page remains.
  }
}
