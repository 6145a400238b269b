import { writeFileSync } from 'node:fs';
import { startLoadInstallation } from './load-installation.js';
import { loadHelp, loadOptions } from './load-options.rules.js';
import { asJson, loadReport } from './load-report.js';
import { runLoad } from './load-run.js';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(loadHelp);
} else {
  try {
    const options = loadOptions(args);
    console.log(`Starting Firstbell (${options.profile}) …`);
    const installation = await startLoadInstallation(options.profile);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void installation.stop().finally(() => process.exit(1)));
    try {
      const figures = await runLoad(options, installation, console.log);
      console.log(`\n${loadReport(figures)}`);
      if (options.json !== undefined) writeFileSync(options.json, `${asJson(figures)}\n`);
      process.exitCode = figures.faults.length === 0 ? 0 : 1;
    } finally {
      await installation.stop();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
