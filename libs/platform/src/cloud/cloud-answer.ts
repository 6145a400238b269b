import * as z from 'zod';

/** What Google or Microsoft answered instead of doing it; no status when nothing usable came back. */
export interface CloudAnswer {
  readonly status: number | null;
  /** Their own code, for instance `quotaExceeded`, `unauthorized_client`, `Request_BadRequest`, `AADSTS7000215`. */
  readonly code: string | null;
  readonly message: string;
  readonly retryAfterSeconds: number | null;
}

const googleRefusal = z.object({
  response: z.object({
    status: z.number().min(400),
    headers: z.unknown(),
    data: z
      .union([
        z.object({
          error: z.object({ message: z.string().optional(), errors: z.array(z.object({ reason: z.string().optional() })).optional() }),
        }),
        // Of the server that gives out tokens (RFC 6749, 5.2).
        z.object({ error: z.string(), error_description: z.string().optional() }),
      ])
      .optional()
      .catch(undefined),
  }),
});

/** How Google's client library reports what was answered. */
export function googleAnswer(error: unknown): CloudAnswer {
  const parsed = googleRefusal.safeParse(error);
  if (!parsed.success) return unanswered(error);
  const { status, headers, data } = parsed.data.response;
  const about = { status, retryAfterSeconds: retryAfterSeconds(headers, Date.now()) };
  if (data === undefined) return { ...about, code: null, message: messageOf(error) };
  const { error: said } = data;
  if (typeof said === 'string') {
    const description = 'error_description' in data ? data.error_description : undefined;
    return { ...about, code: said, message: description ?? said };
  }
  return { ...about, code: said.errors?.[0]?.reason ?? null, message: said.message ?? messageOf(error) };
}

const graphRefusal = z.object({ statusCode: z.number().min(400), code: z.string().nullish(), message: z.string(), headers: z.unknown() });

/** How Microsoft's client library reports what Graph, or the server that gives out tokens, answered. */
export function graphAnswer(error: unknown): CloudAnswer {
  const refusedToken = /AADSTS\d+/.exec(messageOf(error))?.[0];
  if (refusedToken !== undefined) return { status: 401, code: refusedToken, message: messageOf(error), retryAfterSeconds: null };
  const parsed = graphRefusal.safeParse(error);
  if (!parsed.success) return unanswered(error);
  const { statusCode, code, message, headers } = parsed.data;
  return { status: statusCode, code: code ?? null, message, retryAfterSeconds: retryAfterSeconds(headers, Date.now()) };
}

/** `Retry-After` of an answer's headers in seconds, whether it came as a number or as a date. */
export function retryAfterSeconds(headers: unknown, now: number): number | null {
  const header = hasGet(headers) ? headers.get('retry-after') : null;
  if (typeof header !== 'string' || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1_000));
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const unanswered = (error: unknown): CloudAnswer => ({ status: null, code: null, message: messageOf(error), retryAfterSeconds: null });

/** Asked for by its shape: the client libraries bring classes of headers of their own. */
function hasGet(headers: unknown): headers is { get(name: string): unknown } {
  return typeof headers === 'object' && headers !== null && 'get' in headers && typeof headers.get === 'function';
}
