import { fork } from 'node:child_process';
import { preparedDatabaseSchema, type PreparedDatabase } from './prepared-database.js';
import { StartFailure } from './start-failure.js';

/** Brings the database up to date in a process of its own. @throws StartFailure `start.process_failed` */
export function prepareDatabase(env: NodeJS.ProcessEnv): Promise<PreparedDatabase> {
  const child = fork(new URL('./prepare-database.js', import.meta.url), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let prepared: PreparedDatabase | undefined;
    child.once('message', (message) => (prepared = preparedDatabaseSchema.parse(message)));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (prepared && code === 0) resolve(prepared);
      else reject(preparationFailed(signal ?? `code ${code}`));
    });
  });
}

function preparationFailed(how: string): StartFailure {
  return new StartFailure(
    'start.process_failed',
    `The database could not be brought up to date (${how}).`,
    'read what was written above; what was saved before is still saved.',
  );
}
