import 'reflect-metadata';
import { Module, type DynamicModule, type LoggerService, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { MetricsController, PlatformModule, type Env } from '@firstbell/platform';
import { HealthController } from './health.controller.js';
import { RealtimeModule } from './realtime.module.js';
import { SocketAdapter } from './socket-adapter.js';

@Module({})
class RealtimeServerModule {}

/** The gateway in a process of its own, any number of which may stand behind one proxy. Not listening yet. */
export async function createRealtime(
  env: Env,
  logger: LoggerService | LogLevel[] | false = env.LOG_LEVEL === 'silent' ? false : ['error', 'warn'],
): Promise<NestFastifyApplication> {
  const module: DynamicModule = {
    module: RealtimeServerModule,
    imports: [PlatformModule.forRoot(env), RealtimeModule],
    controllers: [HealthController, MetricsController],
  };
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter({ forceCloseConnections: true }), { logger });
  app.useWebSocketAdapter(new SocketAdapter(app, env));
  return app;
}
