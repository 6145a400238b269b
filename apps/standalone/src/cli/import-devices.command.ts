import { parseArgs } from 'node:util';
import { devicePresets, type DevicePreset } from '@firstbell/contracts/devices';
import { importDeviceFile, isDeviceImportReady } from '@firstbell/devices';
import { loadStandaloneEnv } from '@firstbell/platform';
import { type Command, type CommandInput, UsageError } from './command.js';
import { writeDevicesJson, writeDevicesReport } from './devices-report.js';
import { chooseSchool, openInstallation } from './open-installation.js';

const help = `firstbell import devices FILE.csv --preset snipeit|intune|google [--apply] [--school NAME] [--json]

Reads a CSV list of devices as Snipe-IT, Intune or GAM (Google) exports it, and shows what importing it would change:
devices that are added, changed or unchanged, and every row that cannot be used, with its line and column, what was
found there and what was expected. Nothing is changed until --apply.

  --preset NAME  Where the file comes from: snipeit, intune or google. Columns of your own are chosen on the page
                 Devices, Import.
  --apply        Apply what was shown. It can be broken off and repeated; no device is ever half written. Devices that
                 are missing from the file stay as they are. It can be undone on the page Devices, Import.
  --school NAME  The school the devices are of, when there are several.
  --json         Answer with one JSON object instead of text: the counts, all changes and all problems.

A device is known again by its serial number, else by its tag. Who has it is found by e-mail address or user name, and
whoever has it here already keeps it. A file that cannot be understood is refused whole, and nothing is changed.

The database is that of the Firstbell running on this data folder (DATA_DIR, default .data) or, when none is running,
the same folder's, started for as long as the import takes. DATABASE_URL chooses another.

Ends with 0 when the file was read (rows that were left out included) and, with --apply, applied; 1 when it was refused
or something is wrong; 2 when the command was typed wrongly.

  firstbell import devices assets.csv --preset snipeit
  firstbell import devices chromebooks.csv --preset google --school "North High" --apply
`;

export const importDevicesCommand: Command = {
  summary: 'Show what a CSV list of devices would change; --apply changes it',
  help,
  run: importDevices,
};

/** Those whose columns are known; others are chosen by looking at the file. */
const presets = devicePresets.filter((preset) => preset !== 'own');

async function importDevices({ args, write, say }: CommandInput): Promise<number> {
  const { file, preset, apply, json, school: named } = understand(args);
  const env = loadStandaloneEnv();
  const installation = await openInstallation(env, say);
  try {
    const school = await chooseSchool(installation.database, named);
    const read = await importDeviceFile(installation.database, school.id, { path: file, preset, mapping: {} }, env.DATA_DIR);
    const ready = isDeviceImportReady(read.import.state);
    const result = apply && ready ? await read.apply() : read.import;
    await (json ? writeDevicesJson : writeDevicesReport)({ school: school.name, file, read, result, write });
    return ready ? 0 : 1;
  } finally {
    await installation.close();
  }
}

interface Understood {
  readonly file: string;
  readonly preset: DevicePreset;
  readonly apply: boolean;
  readonly json: boolean;
  readonly school: string | undefined;
}

function understand(args: readonly string[]): Understood {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        preset: { type: 'string' },
        apply: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        school: { type: 'string' },
      },
    });
    const [file, second] = positionals;
    if (file === undefined) throw new UsageError('Which file? Give the path of the CSV list of devices.');
    if (second !== undefined) throw new UsageError(`One file at a time; “${second}” is one too many.`);
    const preset = presets.find((one) => one === values.preset);
    if (preset === undefined) {
      const said = values.preset === undefined ? 'Where does the file come from?' : `There is no preset “${values.preset}”.`;
      throw new UsageError(`${said} Give --preset ${presets.join(', --preset ')}.`);
    }
    return { file, preset, apply: values.apply, json: values.json, school: values.school };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(error instanceof Error ? error.message : String(error));
  }
}
