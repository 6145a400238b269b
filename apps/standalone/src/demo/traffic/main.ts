import { DemoPassword } from '../../demo-password.js';
import { playDemoTraffic } from './demo-traffic.js';
import { trafficHelp, trafficOptions } from './traffic-options.rules.js';

const args = process.argv.slice(2);
const ended = new AbortController();
process.once('SIGINT', () => ended.abort());

if (args.includes('--help')) {
  process.stdout.write(trafficHelp);
} else {
  try {
    const password = process.env['FIRSTBELL_DEMO_PASSWORD'] ?? new DemoPassword(process.env['DATA_DIR'] ?? '.data').kept();
    if (password === undefined)
      throw new Error('The password of the demo accounts is not known. Set FIRSTBELL_DEMO_PASSWORD to the one printed at start.');
    const options = trafficOptions(args);
    console.log(
      `Playing ${String(options.minutes)} minutes of school in ${(options.minutes / options.speed).toFixed(1)} minutes at ${options.base}. Ctrl-C ends it.`,
    );
    const count = await playDemoTraffic({ ...options, password, say: console.log, ended: ended.signal });
    console.log(`The day is over: ${count.toString()}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
