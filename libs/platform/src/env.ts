import * as z from 'zod';
import { sealingKeysMeaning, sealingKeysPattern } from './sealing/sealing-keys.rules.js';

const url = (scheme: RegExp, example: string) => z.string().regex(scheme, `must look like ${example}`);

const envSchema = z.object({
  /** PostgreSQL as the unprivileged application role. */
  DATABASE_URL: url(/^postgres(ql)?:\/\//, 'postgres://firstbell_app:…@host:5432/firstbell'),
  /** PostgreSQL as the role that tails the event log and finds due jobs. */
  RELAY_DATABASE_URL: url(/^postgres(ql)?:\/\//, 'postgres://firstbell_relay:…@host:5432/firstbell'),
  /** PostgreSQL for the job queues when there is no Redis; a role that owns the schema `bullmq`. */
  QUEUE_DATABASE_URL: url(/^postgres(ql)?:\/\//, 'postgres://firstbell_queue:…@host:5432/firstbell').optional(),
  /** Given: the queues run on Redis. */
  REDIS_URL: url(/^rediss?:\/\//, 'redis://host:6379').optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** The address people type, when it differs from HOST:PORT; used for the Origin check and links. */
  PUBLIC_URL: url(/^https?:\/\//, 'https://desk.school.example').optional(),
  /** Where uploads wait to be read. */
  DATA_DIR: z.string().default('.data'),
  /** 32 random bytes in base64, the same in every process; without it a file in DATA_DIR keeps them. Several: the first seals. */
  SEALING_KEY: z.string().regex(sealingKeysPattern, sealingKeysMeaning).optional(),
  /** Whether a mail server or directory may run on this computer; by default only without Redis. */
  ALLOW_LOOPBACK: z.stringbool().optional(),
  /** Connections of this process for requests; the tail and the queues hold a few more. */
  POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
  /** Where new passwords are looked up in known leaks, as in Have I Been Pwned's range API; not at all without it. */
  LEAKED_PASSWORDS_URL: url(/^https?:\/\//, 'https://api.pwnedpasswords.com/range').optional(),
  /** E-mail addresses, comma-separated: the administrators who run this installation and may look at the queues of all schools. */
  OPERATORS: z
    .string()
    .transform((list) => list.split(',').map((email) => email.trim().toLowerCase()))
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** `json`: a line for every request, job and socket message; `text`: plain lines of what goes wrong. */
  LOG_FORMAT: z.enum(['json', 'text']).default('json'),
  /** Whoever reads /metrics from elsewhere than this computer shows it as a bearer token. */
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  /** Where the worker answers /metrics; without it, it does not listen at all. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /** OpenTelemetry's own variable: the collector that traces are sent to. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url(/^https?:\/\//, 'http://collector:4318').optional(),
  /** Answers are compared with their contract; for tests. */
  CHECK_ANSWERS: z.stringbool().default(false),
});
export type Env = z.output<typeof envSchema>;

/** Reads the environment once, at boot. Every bad variable is named, not only the first. */
export function loadEnv(source: NodeJS.ProcessEnv = process.env): Env {
  // An empty variable is one that was not set.
  const parsed = envSchema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n${lines.join('\n')}\nSet these variables and start again.`);
}
