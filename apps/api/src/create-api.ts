import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import { Module, type DynamicModule, type LoggerService, type LogLevel, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Metrics, PlatformModule, requestIdOf, type Env } from '@firstbell/platform';
import { serveQueueDashboard } from './admin/queue-dashboard.js';
import { answerBeforeEnding, answersWhileEnding } from './answer-before-ending.js';
import { ApiModule } from './api.module.js';
import { observeRequests } from './observe-requests.js';
import { compressAnswers } from './operation/compress-answers.js';
import { keepOutOfCaches } from './operation/keep-out-of-caches.js';
import { refuseAddress } from './operation/refuse-address.js';
import { serveWebApp } from './web-app/web-app.js';

@Module({})
class ServerModule {}

/**
 * The HTTP server with everything of the API, and whatever else shares its process: in the embedded profile the
 * socket gateway does. Not listening yet.
 */
export async function createApi(
  env: Env,
  beside: (Type | DynamicModule)[] = [],
  logger: LoggerService | LogLevel[] | false = env.LOG_LEVEL === 'silent' ? false : ['error', 'warn'],
): Promise<NestFastifyApplication> {
  // By itself it learns from the log only whose session is over and what a school has set; only live screens are in a hurry.
  const tail = beside.length === 0 ? { tailRestMs: 100 } : {};
  const module: DynamicModule = { module: ServerModule, imports: [PlatformModule.forRoot(env, tail), ApiModule, ...beside] };
  const adapter = new FastifyAdapter({
    bodyLimit: 64 * 1024,
    // Behind a proxy, what that proxy itself says of the caller is believed; what the caller says of itself is not.
    trustProxy: env.PUBLIC_URL !== undefined && ((_address, hop) => hop === 0),
    ...answersWhileEnding,
    frameworkErrors: refuseAddress,
    genReqId: ({ headers }: { headers: Record<string, unknown> }) => requestIdOf(headers),
  });
  // An uploaded file is not gathered in memory: its handler reads it as it comes, and counts the bytes.
  adapter.getInstance().addContentTypeParser(['application/octet-stream', 'application/zip'], (_request, payload, done) => {
    done(null, payload);
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger });
  await app.register(fastifyCookie);
  answerBeforeEnding(app.getHttpAdapter().getInstance());
  observeRequests(app.getHttpAdapter().getInstance(), app.get(Metrics));
  keepOutOfCaches(app.getHttpAdapter().getInstance());
  compressAnswers(app.getHttpAdapter().getInstance());
  await serveWebApp(app);
  serveQueueDashboard(app, env);
  app.enableShutdownHooks();
  return app;
}
