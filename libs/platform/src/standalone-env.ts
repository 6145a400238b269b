import * as z from 'zod';
import { sealingKeysMeaning, sealingKeysPattern } from './sealing/sealing-keys.rules.js';

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must look like postgres://user:password@host:5432/firstbell');

const standaloneEnvSchema = z.object({
  /** Only this computer can reach Firstbell unless it is told otherwise; `0.0.0.0` for the whole network. */
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('.data'),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\//, 'must look like https://desk.school.example')
    .optional(),
  /** `json`: the lines that other programs read, instead of the few for people. */
  LOG_FORMAT: z.enum(['json', 'text']).default('text'),
  /** `0`: no demo school; the first start then prints a link to set up the real one. */
  FIRSTBELL_DEMO: z.stringbool().default(true),
  FIRSTBELL_DEMO_PASSWORD: z.string().min(8, 'must have at least 8 characters').optional(),
  /** A PostgreSQL of your own instead of the embedded one; the more special addresses default to it. */
  DATABASE_URL: postgresUrl.optional(),
  OWNER_DATABASE_URL: postgresUrl.optional(),
  RELAY_DATABASE_URL: postgresUrl.optional(),
  QUEUE_DATABASE_URL: postgresUrl.optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must look like redis://host:6379')
    .optional(),
  SEALING_KEY: z.string().regex(sealingKeysPattern, sealingKeysMeaning).optional(),
});
export type StandaloneEnv = z.output<typeof standaloneEnvSchema>;

/** The environment of `npm start`, which makes the one of the processes it starts. Every bad variable is named. */
export function loadStandaloneEnv(source: NodeJS.ProcessEnv = process.env): StandaloneEnv {
  // An empty variable is one that was not set: `PORT= npm start`.
  const parsed = standaloneEnvSchema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n${lines.join('\n')}\nSet these variables and start again.`);
}

/** Our own environment with these variables, for a process that we start. */
export function environmentWith(variables: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return { ...process.env, ...variables };
}
