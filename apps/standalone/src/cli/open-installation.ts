import { createDataSource, Database, FirstbellError, runMigrations, type StandaloneEnv } from '@firstbell/platform';
import { EmbeddedPostgres } from '../embedded-postgres/index.js';

export interface Installation {
  readonly database: Database;
  close(): Promise<void>;
}

export interface ChosenSchool {
  readonly id: string;
  readonly name: string;
}

/**
 * The database the commands work on: the one given by DATABASE_URL, that of a Firstbell running on this data folder, or
 * the same folder's database started for the length of the command.
 * @throws StartFailure
 */
export async function openInstallation(env: StandaloneEnv, say: (line: string) => void): Promise<Installation> {
  if (env.DATABASE_URL !== undefined) return connect(env.DATABASE_URL, () => Promise.resolve());
  const running = await EmbeddedPostgres.attach(env.DATA_DIR);
  if (running !== undefined) return connect(running.appUrl, () => Promise.resolve());
  const own = await EmbeddedPostgres.start(env.DATA_DIR, { onNotice: say });
  try {
    await runMigrations(own.ownerUrl);
    return await connect(own.appUrl, () => own.stop());
  } catch (error) {
    await own.stop();
    throw error;
  }
}

async function connect(appUrl: string, stop: () => Promise<void>): Promise<Installation> {
  const source = await createDataSource(appUrl, 2).initialize();
  return {
    database: new Database(source),
    close: async () => {
      await source.destroy();
      await stop();
    },
  };
}

/** The school named, the only one, or the only one that is not the demo. */
export async function chooseSchool(database: Database, named: string | undefined): Promise<ChosenSchool> {
  const schools: { id: string; name: string; demo: boolean }[] = await database.withoutSchool(
    'SELECT id, name, demo FROM every_school()',
    [],
  );
  if (schools.length === 0) {
    throw new FirstbellError(
      'school.none',
      404,
      'There is no school yet. Run "npm start" once: it loads the demo school, or with FIRSTBELL_DEMO=0 prints a link to set up your own.',
    );
  }
  const list = schools.map((school) => `“${school.name}”`).join(', ');
  if (named !== undefined) {
    const [school, second] = schools.filter(({ name }) => name.toLowerCase() === named.toLowerCase());
    if (school === undefined) throw new FirstbellError('school.not_found', 404, `There is no school “${named}”. There is: ${list}.`);
    if (second !== undefined)
      throw new FirstbellError('school.ambiguous', 409, `Two schools are called “${named}”. Rename one of them in the settings.`);
    return school;
  }
  const real = schools.filter(({ demo }) => !demo);
  const [only] = schools.length === 1 ? schools : real;
  if (only === undefined || (schools.length > 1 && real.length !== 1)) {
    throw new FirstbellError('school.ambiguous', 409, `Say which school is meant with --school NAME. There is: ${list}.`);
  }
  return only;
}
