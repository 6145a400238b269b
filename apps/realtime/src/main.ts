import { endWithParent, loadEnv, tellReady } from '@firstbell/platform';
import { createRealtime } from './create-realtime.js';

const env = loadEnv();
const app = await createRealtime(env);
await app.listen(env.PORT, env.HOST);
endWithParent(() => app.close());
tellReady({ port: env.PORT });
