/**
 * Cookies travel with requests that other sites make, so whatever a browser sends has to come from our own pages:
 * Origin must be the host it is sent to, or the public address. Programs send no Origin.
 */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || (publicUrl !== undefined && from === new URL(publicUrl).host);
}
