import { DatabaseError } from 'pg';

/** As long as an address may be: what has no end takes no longer for it. */
const addresses = /[^\s<>"'(),;:@]{1,64}@[^\s<>"'(),;:@]{1,255}/g;

/** An error for the log, stack and all, without what people typed: values PostgreSQL quotes, and mail addresses. */
export function failureText(error: unknown): string {
  if (error instanceof DatabaseError) {
    const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    return [`PostgreSQL ${error.code ?? 'error'} (${error.constraint ?? error.routine ?? 'no details'})`, ...frames].join('\n');
  }
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).replaceAll(addresses, '<address>');
}
