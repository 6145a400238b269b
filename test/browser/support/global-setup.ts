import { RunningFirstbell } from '../../support/running-firstbell.js';
import { demoPassword } from './demo-password.js';

/** One Firstbell for the whole run; the workers find its address in the environment. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const firstbell = await RunningFirstbell.start({ demoPassword });
  process.env['FIRSTBELL_BROWSER_BASE'] = firstbell.base;
  return () => firstbell.stop();
}
