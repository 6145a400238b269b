import { createHash, randomBytes } from 'node:crypto';

/** The cookie that carries a session. `Secure` is added when the request came over TLS. */
export const sessionCookie = 'firstbell_session';

/** 256 random bits, base64url: unguessable, and opaque to the client. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored instead of a secret; secrets have full entropy, so a fast hash is enough. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Reads the session's secret from a raw Cookie header, as a socket handshake carries it. */
export function secretFromCookieHeader(header: string | undefined): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${sessionCookie}=`));
  return pair?.slice(sessionCookie.length + 1);
}
