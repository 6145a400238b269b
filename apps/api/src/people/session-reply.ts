import { sessionCookie, sessionHours } from '@firstbell/people';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** No browser keeps a cookie longer (RFC 6265bis). */
const longestCookieHours = 400 * 24;

/**
 * Puts a session into the browser: out of reach of scripts, sent to this site only, over TLS alone where
 * there is TLS. It stays there for as long as the session can live; when that is over earlier, the server says so.
 */
export function setSession(request: FastifyRequest, reply: FastifyReply, secret: string, kind: keyof typeof sessionHours): void {
  void reply.setCookie(sessionCookie, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: (sessionHours[kind].atMost ?? longestCookieHours) * 3_600,
  });
}

export function clearSession(reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie, { path: '/' });
}
