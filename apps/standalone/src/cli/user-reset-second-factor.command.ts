import { parseArgs } from 'node:util';
import { PrivacyStore, SecondFactorResets, SecondFactorStore, SessionsStore } from '@firstbell/people';
import { FirstbellError, loadStandaloneEnv } from '@firstbell/platform';
import { UsageError, type Command, type CommandInput } from './command.js';
import { chooseSchool, openInstallation } from './open-installation.js';

const help = `firstbell user reset-second-factor EMAIL [--school NAME] [--json]

Removes the second factor of somebody who lost their phone and their recovery codes, and ends whatever they have open. Their
password stays. An administrator can do the same for everybody else on the page “People”; this is for the last one.

  firstbell user reset-second-factor ana@school.example
`;

export const userResetSecondFactorCommand: Command = {
  summary: 'Remove the second factor of somebody who lost their phone',
  help,
  run: resetSecondFactor,
};

async function resetSecondFactor({ args, write, say }: CommandInput): Promise<number> {
  const { email, school: named, json } = understand(args);
  const installation = await openInstallation(loadStandaloneEnv(), say);
  try {
    const { database } = installation;
    const school = await chooseSchool(database, named);
    const resets = new SecondFactorResets(new SecondFactorStore(), new SessionsStore(database), database);
    const { personId, accountId } = await database.transaction(school.id, async (tx) => {
      const id = await new PrivacyStore().find(tx, email);
      if (id === undefined)
        throw new FirstbellError(
          'person.not_found',
          404,
          `“${email}” is not exactly one person at ${school.name}. Use their e-mail address.`,
        );
      return { personId: id, accountId: await resets.reset(tx, id, null) };
    });
    await resets.endAtOtherSchools(accountId);
    write(json ? `${JSON.stringify({ personId })}\n` : `${email} signs in with the password alone now.\n`);
    return 0;
  } finally {
    await installation.close();
  }
}

function understand(args: readonly string[]): { email: string; school: string | undefined; json: boolean } {
  const options = { school: { type: 'string' }, json: { type: 'boolean' } } as const;
  let typed;
  try {
    typed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const [email, more] = typed.positionals;
  if (email === undefined || more !== undefined) throw new UsageError('Say whose, by their e-mail address.');
  return { email, school: typed.values.school, json: typed.values.json === true };
}
