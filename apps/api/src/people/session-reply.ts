import { sessionCookie, sessionHours } from '@firstbell/people';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Puts a session into the browser: out of reach of scripts, sent to this site only, over TLS alone where there is TLS. */
export function setSession(request: FastifyRequest, reply: FastifyReply, secret: string, kind: keyof typeof sessionHours): void {
  void reply.setCookie(sessionCookie, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: sessionHours[kind] * 3_600,
  });
}

export function clearSession(reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie, { path: '/' });
}
