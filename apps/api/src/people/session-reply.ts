import { hostSessionCookie, sessionCookie, sessionHours } from '@firstbell/people';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** No browser keeps a cookie longer (RFC 6265bis). */
const longestCookieHours = 400 * 24;

/**
 * Puts a session into the browser: out of reach of scripts, sent to this site only. Over TLS it goes over TLS alone, and under
 * a name no other host can use; the plain name is beside it for as long as processes of 0.1 may run beside this one.
 * It stays there for as long as the session can live; when that is over earlier, the server says so.
 */
export function setSession(request: FastifyRequest, reply: FastifyReply, secret: string, kind: keyof typeof sessionHours): void {
  const secure = request.protocol === 'https';
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: (sessionHours[kind].atMost ?? longestCookieHours) * 3_600,
  } as const;
  if (secure) void reply.setCookie(hostSessionCookie, secret, options);
  void reply.setCookie(sessionCookie, secret, options);
}

export function clearSession(reply: FastifyReply): void {
  // A browser takes a cookie of this name only with Secure, also to forget it.
  void reply.clearCookie(hostSessionCookie, { path: '/', secure: true });
  void reply.clearCookie(sessionCookie, { path: '/' });
}
