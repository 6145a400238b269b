import { loadEnv } from '@firstbell/platform';
import { createApi } from './create-api.js';

const env = loadEnv();
const app = await createApi(env);
await app.listen(env.PORT, env.HOST);
process.send?.({ type: 'ready' });
process.once('disconnect', () => void app.close());
