import { endWithParent, loadEnv, openLog, startTracing, stopTracing, tellReady } from '@firstbell/platform';
import { createApi } from '../../api/src/create-api.js';
import { RealtimeModule } from '../../realtime/src/realtime.module.js';
import { SocketAdapter } from '../../realtime/src/socket-adapter.js';
import { toldToGo } from './told-to-go.js';

/** The first of the two processes of `npm start`: everything that people's browsers speak to, API and live screens, on one port. */
await toldToGo();
const env = loadEnv();
const logger = await openLog('server', env);
await startTracing('server', env);
const app = await createApi(env, [RealtimeModule], logger);
app.useWebSocketAdapter(new SocketAdapter(app, env));
await app.listen(env.PORT, env.HOST);
endWithParent(() => app.close().finally(stopTracing));
tellReady({ port: env.PORT });
