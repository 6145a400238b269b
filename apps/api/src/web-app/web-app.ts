import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyHelmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where the build puts the web app, seen from the built server. */
export const webAppFolder = join(import.meta.dirname, '../../../../web');

/** Paths of pages: everything that is no file, no API and no socket. */
const isPage = (path: string): boolean =>
  !/^\/(api|socket\.io|health|metrics|admin|assets)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);

/**
 * Serves the web app from the same origin, with the strict policy of a page that loads nothing from elsewhere.
 * Each answer of the page carries a nonce of its own for the styles its components make at run time.
 */
export async function serveWebApp(app: NestFastifyApplication, folder = webAppFolder): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(fastifyHelmet, {
    global: true,
    contentSecurityPolicy: false,
    strictTransportSecurity: false, // a plain-HTTP address in the school's own network has no TLS to insist on
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  const withoutNonce = policy();
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', withoutNonce);
    done();
  });
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const { fastifyStatic } = await import('@fastify/static'); // only where there is a built web app to serve
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = readFileSync(index, 'utf8');
  fastify.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (request.method !== 'GET' || !isPage(path)) return;
    const nonce = randomBytes(16).toString('base64');
    await reply
      .header('content-security-policy', policy(nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('__CSP_NONCE__', nonce));
  });
}

/** Source: OWASP CSP cheat sheet. No upgrade to TLS, which a LAN may not have. */
function policy(nonce?: string): string {
  return [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
