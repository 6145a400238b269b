import 'reflect-metadata';
import { once } from 'node:events';
import { DemoPassword } from '../../apps/standalone/src/demo-password.js';
import { kinds, Topology } from './topology.js';

/* `npm run topology`: the scaled installation on this computer, until Ctrl-C. Nothing of it is kept. */
const demoPassword = process.env['FIRSTBELL_DEMO_PASSWORD'] ?? DemoPassword.make();
const topology = await Topology.start({ demoPassword, onNotice: (text) => console.log(text) });
console.log(`
PostgreSQL on port ${topology.postgres.port}, Redis on ${topology.redis.port}
${kinds.map((kind) => `${kind.padEnd(9)} ${topology.basesOf(kind).join('  ')}`).join('\n')}

The topology is ready at ${topology.base}, and with a certificate of its own at ${topology.secureBase}
Sign in as coach@demo.example with ${demoPassword}. Ctrl-C ends all of it.`);
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
await topology.stop();
process.exit(0);
