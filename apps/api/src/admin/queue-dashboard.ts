import { AccountsStore, secretOfCookies, SessionsService } from '@firstbell/people';
import { AcrossSchools, Database, JobQueues, openQueueBackend, queueNames, toProblem, type Env } from '@firstbell/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { QueueAccess } from './queue-access.js';

const prefix = '/admin/queues';
/** The dashboard asks every few seconds, and only while somebody looks at it. */
const connections = 2;

/** What its own page needs: its `<base>` and inline styles. Nothing is loaded from elsewhere. */
const policy = [
  `default-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `object-src 'none'`,
  `base-uri 'self'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

interface Dashboard {
  readonly pages: FastifyInstance;
  close(): Promise<void>;
}

/**
 * bull-board, to look at only: what is due is decided by rows, not by buttons on a queue. It is not
 * in the memory of the server until somebody opens it, and so it lives in an instance of its own behind this gate.
 */
export function serveQueueDashboard(app: NestFastifyApplication, env: Env): void {
  const fastify = app.getHttpAdapter().getInstance();
  const sessions = app.get(SessionsService);
  const access = new QueueAccess(env, app.get(AcrossSchools), app.get(Database), app.get(AccountsStore));
  let dashboard: Promise<Dashboard> | undefined;

  const open = (): Promise<Dashboard> => {
    dashboard ??= openDashboard(env).catch((error: unknown) => {
      dashboard = undefined;
      throw error;
    });
    return dashboard;
  };

  for (const url of [prefix, `${prefix}/*`]) {
    fastify.get(url, async (request, reply) => {
      const refusal = await access.refusalOf(await sessions.actorOf(secretOfCookies(request.cookies)));
      if (refusal !== undefined) return reply.status(refusal.status).type('application/problem+json').send(toProblem(refusal));
      const { pages } = await open();
      const answer = await pages.inject({ method: 'GET', url: request.url });
      const type = answer.headers['content-type'];
      return reply
        .status(answer.statusCode)
        .header('content-security-policy', policy)
        .header('cache-control', 'no-store')
        .type(typeof type === 'string' ? type : 'application/octet-stream')
        .send(withoutForeignFont(type, answer.rawPayload));
    });
  }
  fastify.addHook('onClose', async () => {
    await dashboard?.then(
      (opened) => opened.close(),
      () => undefined,
    );
  });
}

/** Its page asks a font of another company's server for every visitor; the policy forbids it, so it is not asked for. */
function withoutForeignFont(type: unknown, payload: Buffer): Buffer | string {
  const isPage = typeof type === 'string' && type.startsWith('text/html');
  return isPage ? payload.toString('utf8').replaceAll(/<link[^>]+href="https:[^>]*>/g, '') : payload;
}

async function openDashboard(env: Env): Promise<Dashboard> {
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }, { fastify }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
    import('fastify'),
  ]);
  const backend = await openQueueBackend(env, connections, () => undefined);
  const queues = new JobQueues(backend);
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(prefix);
  createBullBoard({
    queues: queueNames.map((name) => new BullMQAdapter(queues.queue(name), { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Firstbell queues' } },
  });
  const pages = fastify();
  await pages.register(serverAdapter.registerPlugin(), { prefix });
  await pages.ready();
  return {
    pages,
    close: async () => {
      await pages.close();
      await queues.close();
      await backend.close();
    },
  };
}
