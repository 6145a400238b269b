import type { LoggerService, LogLevel } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Env } from '../env.js';
import { correlation } from './correlation.js';

type LineFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Of this process, when it writes JSON lines. */
let lines: Logger | undefined;

export const writesLines = (): boolean => lines !== undefined;

/** One line about something that was done. Ids, names of routes and jobs, and figures only: nothing anybody typed. */
export function logLine(event: string, facts: LineFacts): void {
  lines?.info({ event, ...facts });
}

/**
 * Opens the log of this process. `LOG_FORMAT=json`: a JSON line for everything done and everything that fails; `text`:
 * plain lines, of what a person at the terminal should know only. Answers what Nest is to log with.
 * @param worthTelling levels of the plain lines
 */
export async function openLog(
  name: string,
  env: Pick<Env, 'LOG_FORMAT' | 'LOG_LEVEL'>,
  worthTelling: LogLevel[] = ['warn', 'error', 'fatal'],
): Promise<LoggerService | LogLevel[] | false> {
  if (env.LOG_LEVEL === 'silent') return false;
  if (env.LOG_FORMAT === 'text') return worthTelling;
  const { pino } = await import('pino');
  lines = pino({
    level: env.LOG_LEVEL,
    base: { process: name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    mixin: () => {
      const id = correlation()?.id;
      return id === undefined ? {} : { request: id };
    },
  });
  return new LinesOfNest(lines);
}

/** What is logged through Nest's `Logger`. How it starts up is nobody's business: those are its `log` and `debug`. */
class LinesOfNest implements LoggerService {
  constructor(private readonly lines: Logger) {}

  log(): void {}
  debug(): void {}

  warn(message: unknown, context?: unknown): void {
    this.lines.warn(told(message, context));
  }

  error(message: unknown, ...more: unknown[]): void {
    this.lines.error(told(message, more.at(-1)));
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.lines.fatal(told(message, more.at(-1)));
  }
}

const told = (message: unknown, context: unknown) => ({ event: 'trouble', where: context, msg: String(message) });
