import { offerUpdate } from './update-moment.js';

const lookForUpdateMs = 60 * 60_000;
/** After the page stands, so that the first load is not slowed by copies for later. */
const startAfterMs = 3_000;
const tryAgainMs = 60_000;

/**
 * Kiosk and board keep their files, so that they open without the network. On a plain-HTTP address browsers offer
 * no service worker; the page then needs the server to open and works without it once open.
 */
export function keepPagesOffline(): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  setTimeout(startWhenReachable, startAfterMs);
}

function startWhenReachable(): void {
  register().catch(() => setTimeout(startWhenReachable, tryAgainMs));
}

async function register(): Promise<void> {
  const { registerSW } = await import('virtual:pwa-register');
  const update = registerSW({
    onNeedRefresh: () => offerUpdate(() => void update(true)),
    onRegisteredSW: (_url, registration) => {
      setInterval(() => void registration?.update().catch(() => undefined), lookForUpdateMs);
    },
  });
}
