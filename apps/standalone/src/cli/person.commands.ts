import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { PrivacyService, PrivacyStore } from '@firstbell/people';
import { FirstbellError, loadStandaloneEnv } from '@firstbell/platform';
import { UsageError, type Command, type CommandInput } from './command.js';
import { chooseSchool, openInstallation } from './open-installation.js';

const who = `PERSON is their e-mail address, badge, user name, or id in the roster.`;

export const personExportCommand: Command = {
  summary: 'Write everything held about one person into a file',
  help: `firstbell person export PERSON FILE [--school NAME] [--json]

Writes everything held about one person as JSON into a new file that only you can read. That it was asked for is written
down. ${who}

  firstbell person export ana@school.example ana.json
`,
  run: exportPerson,
};

export const personEraseCommand: Command = {
  summary: 'Forget one person; cannot be undone',
  help: `firstbell person erase PERSON --yes [--school NAME] [--json]

Forgets a person: what is only about them goes, what is counted stays without their name, and their full name, address,
badge and user name are taken out of everything anybody wrote. It cannot be undone. ${who}

Refused while the roster has them, or they have a device or an open ticket. What this does not reach (your directory, mails
that were sent, backups) is in docs/backup.md.

  firstbell person erase ana@school.example --yes
`,
  run: erasePerson,
};

async function exportPerson({ args, write, say }: CommandInput): Promise<number> {
  const { positionals, json, school } = understand(args);
  const [person, file, more] = positionals;
  if (person === undefined || file === undefined || more !== undefined) throw new UsageError('Say whom, and into which file.');
  const { tables } = await withPerson(person, school, say, (privacy, asking, id) => privacy.export(asking, id));
  await writeFile(file, `${JSON.stringify(tables, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FirstbellError(
      'person.cannot_be_written',
      422,
      `${file} cannot be written (${reason}). Name a file that does not exist yet.`,
    );
  });
  const rows = Object.values(tables).flat().length;
  write(json ? `${JSON.stringify({ file, rows })}\n` : `${file} holds ${rows} rows about this person. Give it to them only.\n`);
  return 0;
}

async function erasePerson({ args, write, say }: CommandInput): Promise<number> {
  const { positionals, json, school, yes } = understand(args);
  const [person, more] = positionals;
  if (person === undefined || more !== undefined) throw new UsageError('Say whom, and only one.');
  if (!yes) throw new UsageError('This cannot be undone. Say --yes if you mean it.');
  const { personId, leftInDirectory } = await withPerson(person, school, say, (privacy, asking, id) => privacy.erase(asking, id));
  const left = leftInDirectory === null ? '' : `Your directory still has the account ${leftInDirectory}: delete it there.\n`;
  write(json ? `${JSON.stringify({ personId, leftInDirectory })}\n` : `Forgotten.\n${left}`);
  return 0;
}

async function withPerson<T>(
  said: string,
  schoolName: string | undefined,
  say: (line: string) => void,
  work: (privacy: PrivacyService, asking: { schoolId: string; id: null }, personId: string) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation(loadStandaloneEnv(), say);
  try {
    const { database } = installation;
    const school = await chooseSchool(database, schoolName);
    const store = new PrivacyStore();
    const id = await database.read(school.id, (tx) => store.find(tx, said));
    if (id === undefined) {
      throw new FirstbellError(
        'person.not_found',
        404,
        `“${said}” is not exactly one person at ${school.name}. Use their e-mail address or badge.`,
      );
    }
    return await work(new PrivacyService(database, store), { schoolId: school.id, id: null }, id);
  } finally {
    await installation.close();
  }
}

function understand(args: readonly string[]) {
  const options = { school: { type: 'string' }, json: { type: 'boolean' }, yes: { type: 'boolean' } } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { positionals, json: values.json === true, yes: values.yes === true, school: values.school };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
