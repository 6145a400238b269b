import { isScaled } from '../../support/profile.js';
import { RunningFirstbell } from '../../support/running-firstbell.js';
import { Topology } from '../../topology/topology.js';
import { demoPassword } from './demo-password.js';

/** One Firstbell for the whole run; the workers find its addresses in the environment: for pages, and for programs that know no certificate. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  // Tests make schools of their own, and of several nobody sees the queues who is not named.
  const env = { OPERATORS: 'admin@demo.example' };
  const firstbell = await (isScaled ? Topology : RunningFirstbell).start({ demoPassword, env });
  process.env['FIRSTBELL_BROWSER_BASE'] = firstbell instanceof Topology ? firstbell.secureBase : firstbell.base;
  process.env['FIRSTBELL_API_BASE'] = firstbell.base;
  return () => firstbell.stop();
}
