import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PlatformModule, type Env } from '@firstbell/platform';
import { serveQueueDashboard } from './admin/queue-dashboard.js';
import { ApiModule } from './api.module.js';
import { measureRequests } from './metrics.controller.js';
import { compressAnswers } from './operation/compress-answers.js';
import { refuseAddress } from './operation/refuse-address.js';
import { serveWebApp } from './web-app/web-app.js';

@Module({})
class ServerModule {}

/**
 * The HTTP server with everything of the API, and whatever else shares its process: in the embedded profile the
 * socket gateway does. Not listening yet.
 */
export async function createApi(env: Env, beside: (Type | DynamicModule)[] = []): Promise<NestFastifyApplication> {
  const module: DynamicModule = { module: ServerModule, imports: [PlatformModule.forRoot(env), ApiModule, ...beside] };
  const adapter = new FastifyAdapter({
    bodyLimit: 64 * 1024,
    // Behind a proxy, what that proxy itself says of the caller is believed; what the caller says of itself is not.
    trustProxy: env.PUBLIC_URL !== undefined && ((_address, hop) => hop === 0),
    // What a request has begun is answered before the process ends.
    forceCloseConnections: 'idle',
    frameworkErrors: refuseAddress,
  });
  // An uploaded file is not gathered in memory: its handler reads it as it comes, and counts the bytes.
  adapter.getInstance().addContentTypeParser(['application/octet-stream', 'application/zip'], (_request, payload, done) => {
    done(null, payload);
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: env.LOG_LEVEL === 'silent' ? false : ['error', 'warn'],
  });
  await app.register(fastifyCookie);
  measureRequests(app.getHttpAdapter().getInstance());
  compressAnswers(app.getHttpAdapter().getInstance());
  await serveWebApp(app);
  serveQueueDashboard(app, env);
  app.enableShutdownHooks();
  return app;
}
