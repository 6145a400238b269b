import { parseArgs } from 'node:util';
import { importRosterFile, isReadyToApply } from '@firstbell/people';
import { loadStandaloneEnv } from '@firstbell/platform';
import { type Command, type CommandInput, UsageError } from './command.js';
import { chooseSchool, openInstallation } from './open-installation.js';
import { writeRosterJson, writeRosterReport } from './roster-report.js';

const help = `firstbell import roster FILE.zip [--apply] [--school NAME] [--json]

Reads a OneRoster 1.1 or 1.2 CSV zip as the school information system exports it, and shows what importing it would
change: people, classes and enrolments that are added, changed, removed or unchanged, and every row that cannot be
used, with its file, line and column, what was found there and what was expected. Nothing is changed until --apply.

  --apply        Apply what was shown. It can be broken off and repeated; nobody is ever half written. People who are
                 missing from the file are marked as removed, not deleted, and come back when a later file has them;
                 whoever was given a sign-in here stays.
  --school NAME  The school the roster is for, when there are several. If the file holds several schools and one of
                 them has this school's name, only that one is read.
  --json         Answer with one JSON object instead of text: the counts, all changes and all problems.

Never read: demographics.csv (birth date, sex, race), passwords and telephone numbers. Guardians are left out.
A file that cannot be understood is refused whole, and nothing is changed.

The database is that of the Firstbell running on this data folder (DATA_DIR, default .data) or, when none is running,
the same folder's, started for as long as the import takes. DATABASE_URL chooses another.

Ends with 0 when the roster was read (rows that were left out included) and, with --apply, applied; 1 when it was
refused or something is wrong; 2 when the command was typed wrongly.

  firstbell import roster export.zip
  firstbell import roster export.zip --school "North High" --apply
`;

export const importRosterCommand: Command = {
  summary: 'Show what a OneRoster zip would change; --apply changes it',
  help,
  run: importRoster,
};

async function importRoster({ args, write, say }: CommandInput): Promise<number> {
  const { file, apply, json, school: named } = understand(args);
  const env = loadStandaloneEnv();
  const installation = await openInstallation(env, say);
  try {
    const school = await chooseSchool(installation.database, named);
    const read = await importRosterFile(installation.database, school.id, file, env.DATA_DIR);
    const ready = isReadyToApply(read.import.state);
    const result = apply && ready ? await read.apply() : read.import;
    await (json ? writeRosterJson : writeRosterReport)({ school: school.name, file, read, result, write });
    return ready ? 0 : 1;
  } finally {
    await installation.close();
  }
}

function understand(args: readonly string[]): { file: string; apply: boolean; json: boolean; school: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { apply: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, school: { type: 'string' } },
    });
    const [file, second] = positionals;
    if (file === undefined) throw new UsageError('Which file? Give the path of the roster zip.');
    if (second !== undefined) throw new UsageError(`One file at a time; “${second}” is one too many.`);
    return { file, apply: values.apply, json: values.json, school: values.school };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(error instanceof Error ? error.message : String(error));
  }
}
