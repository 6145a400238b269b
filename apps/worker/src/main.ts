import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { endWithParent, loadEnv, tellReady } from '@firstbell/platform';
import { WorkerModule } from './worker.module.js';

const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(loadEnv()), { logger: ['log', 'warn', 'error', 'fatal'] });
endWithParent(() => worker.close());
tellReady();
