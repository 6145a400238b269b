import { parseArgs } from 'node:util';
import { personRoleSchema, type PersonRole } from '@firstbell/contracts/operation';
import { AccountsStore, hashPassword, newSecret, PeopleStore, searchName } from '@firstbell/people';
import { FirstbellError, loadStandaloneEnv } from '@firstbell/platform';
import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import { UsageError, type Command, type CommandInput } from './command.js';
import { chooseSchool, openInstallation } from './open-installation.js';

const help = `firstbell user add EMAIL --given NAME --family NAME --role ROLE [--role ROLE] [--school NAME] [--json]

Makes someone who can sign in, with a first password that is shown once. Roles: student, assistant, coach, teacher,
leader, administrator.

  firstbell user add ana@school.example --given Ana --family Lima --role administrator --role coach
`;

const wish = z.object({
  email: z.email('the first word has to be an e-mail address'),
  given: z.string().trim().min(1, 'say the given name with --given').max(120),
  family: z.string().trim().min(1, 'say the family name with --family').max(120),
  role: z.array(personRoleSchema).min(1, 'give at least one --role'),
});

export const userAddCommand: Command = { summary: 'Make someone who can sign in, with a first password', help, run: addUser };

async function addUser({ args, write, say }: CommandInput): Promise<number> {
  const { email, given, family, roles, school: named, json } = understand(args);
  const installation = await openInstallation(loadStandaloneEnv(), say);
  try {
    const { database } = installation;
    const school = await chooseSchool(database, named);
    const password = newSecret().slice(0, 16);
    const passwordHash = await hashPassword(password);
    const [accounts, people] = [new AccountsStore(database), new PeopleStore()];
    const [id, accountId] = [uuid(), uuid()];
    await database.transaction(school.id, async (tx) => {
      if (!(await accounts.make(tx, { id: accountId, email, passwordHash }))) {
        throw new FirstbellError('account.email_taken', 409, `${email} has an account already. Change its roles in the settings.`, {
          field: 'email',
        });
      }
      await people.insert(tx, [
        { id, accountId, givenName: given, familyName: family, searchName: searchName(given, family), email, language: 'en', roles },
      ]);
      await tx.append({ type: 'person.added', subjectType: 'person', subjectId: id, version: 1, actorId: null });
    });
    write(
      json
        ? `${JSON.stringify({ id, email, school: school.name, roles, password })}\n`
        : `${given} ${family} can sign in at ${school.name} as ${email} with the password\n\n  ${password}\n\nIt is not shown again.\n`,
    );
    return 0;
  } finally {
    await installation.close();
  }
}

function understand(args: readonly string[]): {
  email: string;
  given: string;
  family: string;
  roles: PersonRole[];
  school: string | undefined;
  json: boolean;
} {
  const options = {
    given: { type: 'string' },
    family: { type: 'string' },
    role: { type: 'string', multiple: true },
    school: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  let typed;
  try {
    typed = parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = typed;
  const parsed = wish.safeParse({
    email: positionals[0] ?? '',
    given: values.given ?? '',
    family: values.family ?? '',
    role: values.role ?? [],
  });
  if (!parsed.success) throw new UsageError(parsed.error.issues.map(({ message }) => message).join('; '));
  const { email, given, family, role } = parsed.data;
  return { email, given, family, roles: role, school: values.school, json: values.json === true };
}
