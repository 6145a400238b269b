import { endWithParent, loadEnv, openLog, startTracing, stopTracing, tellReady } from '@firstbell/platform';
import { createApi } from './create-api.js';

const env = loadEnv();
const logger = await openLog('api', env);
await startTracing('api', env);
const app = await createApi(env, [], logger);
await app.listen(env.PORT, env.HOST);
endWithParent(() => app.close().finally(stopTracing));
tellReady({ port: env.PORT });
