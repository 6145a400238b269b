import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { endWithParent, loadEnv, tellReady } from '@firstbell/platform';
import { WorkerModule } from '../../worker/src/worker.module.js';
import { toldToGo } from './told-to-go.js';

/** The second of the two processes of `npm start`: everything that runs without anybody waiting for it. */
await toldToGo();
const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(loadEnv()), { logger: ['warn', 'error', 'fatal'] });
endWithParent(() => worker.close());
tellReady();
