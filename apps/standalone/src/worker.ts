import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { endWithParent, loadEnv, openLog, startTracing, stopTracing, tellReady } from '@firstbell/platform';
import { letThePeopleGoFirst } from '../../worker/src/after-the-people.js';
import { WorkerModule } from '../../worker/src/worker.module.js';
import { toldToGo } from './told-to-go.js';

/** The second of the two processes of `npm start`: everything that runs without anybody waiting for it. */
await toldToGo();
const env = loadEnv();
const logger = await openLog('worker', env);
await startTracing('worker', env);
const worker = await NestFactory.createApplicationContext(WorkerModule.forRoot(env), { logger });
endWithParent(() => worker.close().finally(stopTracing));
letThePeopleGoFirst();
tellReady();
