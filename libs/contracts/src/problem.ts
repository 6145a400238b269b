import * as z from 'zod';

/** RFC 9457 problem details, the one shape of every refusal over HTTP; socket acks carry the same object. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** What was wrong and what to do. */
  detail: z.string(),
  /** Stable and meant for programs: `ticket.already_claimed`. */
  code: z.string(),
  /** The input field the refusal is about, dotted. */
  field: z.string().optional(),
  /** Every bad field when there are several. */
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  /** Seconds after which the same request can succeed. */
  retryAfter: z.number().int().optional(),
  /** Facts the screen needs to say it well, for instance who holds the ticket. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});
export type Problem = z.output<typeof problem>;
