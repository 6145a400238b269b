import * as z from 'zod';

/** What `prepare-database` answers to the process that started it. */
export const preparedDatabaseSchema = z.object({
  type: z.literal('prepared'),
  /** Names of the migrations that ran now. */
  migrated: z.array(z.string()),
  /** The demo school was loaded now. */
  demoLoaded: z.boolean(),
  /** Secret of the one-time link that makes the first administrator; only while there is no school. */
  setUpSecret: z.string().nullable(),
});
export type PreparedDatabase = z.infer<typeof preparedDatabaseSchema>;
