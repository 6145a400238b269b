import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PlatformModule, type Env } from '@firstbell/platform';
import { HealthController } from './health.controller.js';
import { RealtimeModule } from './realtime.module.js';
import { SocketAdapter } from './socket-adapter.js';

@Module({})
class RealtimeServerModule {}

/** The gateway in a process of its own, any number of which may stand behind one proxy. Not listening yet. */
export async function createRealtime(env: Env): Promise<NestFastifyApplication> {
  const module: DynamicModule = {
    module: RealtimeServerModule,
    imports: [PlatformModule.forRoot(env), RealtimeModule],
    controllers: [HealthController],
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter({ forceCloseConnections: true }), {
    logger: env.LOG_LEVEL === 'silent' ? false : ['error', 'warn'],
  });
  app.useWebSocketAdapter(new SocketAdapter(app, env));
  return app;
}
