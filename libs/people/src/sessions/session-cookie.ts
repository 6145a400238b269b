import { createHash, randomBytes } from 'node:crypto';

/** The cookie that carries a session on plain HTTP. */
export const sessionCookie = 'firstbell_session';
/** The same over TLS: by its prefix browsers take it from this very host only, and over TLS only. */
export const hostSessionCookie = `__Host-${sessionCookie}`;

/** 256 random bits, base64url: unguessable, and opaque to the client. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored instead of a secret; secrets have full entropy, so a fast hash is enough. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The session's secret among the cookies of a request. The one no other host can have put there counts first. */
export const secretOfCookies = (cookies: Readonly<Record<string, string | undefined>>): string | undefined =>
  cookies[hostSessionCookie] ?? cookies[sessionCookie];

/** The same from a raw Cookie header, as a socket handshake carries it. */
export function secretFromCookieHeader(header: string | undefined): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => {
    const [name = '', value] = pair.trim().split('=', 2);
    return [name, value] as const;
  });
  return secretOfCookies(Object.fromEntries(pairs));
}
