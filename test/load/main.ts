import { writeFileSync } from 'node:fs';
import { crowdReport } from './crowd-report.js';
import { runCrowd } from './crowd.js';
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
      const figures =
        options.screens > 0
          ? await runCrowd(options.screens, installation, console.log)
          : await runLoad(options, installation, console.log);
      console.log(`\n${'openedInSeconds' in figures ? crowdReport(figures) : loadReport(figures)}`);
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
