import { endWithParent, loadEnv, openLog, startTracing, stopTracing, tellReady } from '@firstbell/platform';
import { createRealtime } from './create-realtime.js';

const env = loadEnv();
const logger = await openLog('realtime', env);
await startTracing('realtime', env);
const app = await createRealtime(env, logger);
await app.listen(env.PORT, env.HOST);
endWithParent(() => app.close().finally(stopTracing));
tellReady({ port: env.PORT });
