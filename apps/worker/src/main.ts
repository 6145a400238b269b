import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { endWithParent, loadEnv, openLog, startTracing, stopTracing, tellReady } from '@firstbell/platform';
import { letThePeopleGoFirst } from './after-the-people.js';
import { WorkerModule } from './worker.module.js';

const env = loadEnv();
const logger = await openLog('worker', env, ['log', 'warn', 'error', 'fatal']);
await startTracing('worker', env);
const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(env), { logger });
endWithParent(() => worker.close().finally(stopTracing));
letThePeopleGoFirst();
tellReady();
